package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import java.util.List;

/** What a demo simulates and shows. */
sealed interface DemoScene permits SurveyScene, ShopScene {

    /** A role that may read the sources, made with them. */
    String READER = "freshet_reader";

    /**
     * The scene that was asked for.
     *
     * @throws io.freshet.commandline.UsageException where its options do not belong together
     */
    static DemoScene of(DemoOptions options) {
        return options.showsShop() ? ShopScene.of(options) : SurveyScene.of(options);
    }

    /** The name of the definition that its sources go by. */
    String pipeline();

    /** The name of the folder that its data stays in. */
    String folder();

    /** Whether what becomes of its rows is archived, in a lake in the same folder. */
    boolean hasLake();

    /** The names of its sources, which are those of their databases. */
    List<String> sources();

    /** The keys and values, after {@code freshet.simulator.}, that make the simulator play it. */
    List<Setting> simulation();

    /** Whether a chart's answer has live data. */
    boolean isLive(String body);

    /**
     * Its pages, a line each with a name of up to eleven characters, and the path behind the port.
     */
    List<Setting> pages();

    /**
     * A name and what stands for it.
     *
     * @param name of a key or a page
     * @param value of it
     */
    record Setting(String name, String value) {}
}
