package io.freshet.endtoend;

import io.freshet.commandline.GrantsOptions;
import io.freshet.launcher.grants.GrantsCommand;
import io.freshet.testkit.TestBus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** What {@code ./freshet grants} prints. */
final class PrintedGrants {

    private static final String PREFIX = "freshet.bus.prefix";

    private PrintedGrants() {}

    /** The lines for a configuration, on a bus of a test's own. */
    static List<String> of(Path configuration, TestBus bus) {
        GrantsOptions options = new GrantsOptions();
        new CommandLine(options).parseArgs("--config", configuration.toString());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setProperty(PREFIX, bus.prefix());
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new GrantsCommand(out).run(options);
        } finally {
            System.clearProperty(PREFIX);
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
