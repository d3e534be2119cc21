package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code ./freshet dead-letters} with one configuration. */
final class DeadLettersRun {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path configuration;
    private final String busPrefix;

    DeadLettersRun(Path configuration, String busPrefix) {
        this.configuration = configuration;
        this.busPrefix = busPrefix;
    }

    /** Runs a command, which must end well, and gives what it prints. */
    String command(String action, String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("dead-letters", action, "--config", configuration.toString()));
        arguments.addAll(List.of(options));
        try (ChildProcess command =
                Program.freshet(arguments)
                        .withJava(List.of("-Xmx100m", "-Dfreshet.bus.prefix=" + busPrefix))
                        .start()) {
            assertThat(command.awaitExit(SOON)).as(command.output()).isZero();
            return command.output();
        }
    }
}
