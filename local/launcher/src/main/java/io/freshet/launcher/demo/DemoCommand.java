package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.embedded.LoopbackPort;
import io.freshet.launcher.port.FreePort;
import io.freshet.launcher.run.Readiness;
import io.freshet.launcher.run.ServicesRun;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.runtime.LoadedConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts Postgres and a broker, then all services and the simulator in this JVM. */
public final class DemoCommand {

    private static final String END =
            "Ctrl-C ends the demo; the next start goes on from its data, unless with --fresh.";

    private DemoCommand() {}

    /** Runs until told to end; blocks. */
    public static int run(DemoOptions options) {
        DemoPlan plan = DemoPlan.of(options);
        FreePort.require(plan.http(), "./freshet demo --port", DemoPlan.MANAGEMENT_PORT_VARIABLE);
        DemoScene scene = plan.scene();
        Path folder =
                Path.of(System.getProperty("freshet.home", "."), ".freshet")
                        .resolve(scene.folder());
        System.out.printf(
                "Starting Postgres and a message broker (data in %s) …%n", folder.normalize());
        DemoServers servers = DemoServers.start(folder, plan.fresh());
        Path configuration = new DemoConfiguration(servers, plan).write(folder);
        System.setProperty(LoadedConfiguration.FILE_PROPERTY, configuration.toString());
        // Its controls are open to whoever reaches them: nobody but this machine does.
        System.setProperty("quarkus.http.host", LoopbackPort.HOST);
        simulate(servers, scene);
        int sources = scene.sources().size();
        System.out.printf(
                "Starting the services over %d %s …%n",
                sources, sources == 1 ? "source" : "sources");
        return new ServicesRun(plan.http().localUrl(), servers)
                .run(
                        new Readiness(
                                charts(scene), scene::isLive, System.out, greeting(plan, folder)),
                        plan.limit());
    }

    private static String greeting(DemoPlan plan, Path folder) {
        List<DemoScene.Setting> pages = new ArrayList<>(plan.scene().pages());
        pages.add(new DemoScene.Setting("Charts", "/charts"));
        String lines =
                pages.stream()
                        .map(page -> line(page.name(), plan.http().port(), page.value()))
                        .collect(Collectors.joining());
        return "\n"
                + lines
                + line("Metrics", plan.http().managementPort(), "/q/metrics")
                + "%-12s%s%n".formatted("Data", folder.toAbsolutePath().normalize())
                + END
                + "\n";
    }

    private static String line(String name, int port, String path) {
        return "%-12shttp://localhost:%d%s%n".formatted(name, port, path);
    }

    private static List<String> charts(DemoScene scene) {
        return PipelineLibrary.load(List.of()).find(scene.pipeline()).stream()
                .flatMap(pipeline -> pipeline.charts().stream().map(pipeline::addressOf))
                .toList();
    }

    private static void simulate(DemoServers servers, DemoScene scene) {
        set("server.url", servers.url("postgres"));
        set("server.username", servers.username());
        set("server.password", servers.password());
        set("reader.username", DemoScene.READER);
        set("reader.password", servers.readerPassword());
        scene.simulation().forEach(setting -> set(setting.name(), setting.value()));
        System.setProperty("freshet.forage.spore", "demo");
    }

    private static void set(String key, String value) {
        System.setProperty("freshet.simulator." + key, value);
    }
}
