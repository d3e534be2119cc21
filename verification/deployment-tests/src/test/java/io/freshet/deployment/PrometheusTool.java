package io.freshet.deployment;

import io.freshet.testkit.processes.ChildProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prometheus' own checkers, where this machine has them: promtool of rules and queries, amtool of
 * Alertmanager's configuration.
 */
final class PrometheusTool {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path program;

    private PrometheusTool(Path program) {
        this.program = program;
    }

    /** promtool; says so where there is none on the path. */
    static Optional<PrometheusTool> promtool() {
        return installed(
                "promtool was not found (Debian's package prometheus has it):"
                        + " rules and queries are not parsed, alerts are not tried");
    }

    /** amtool; says so where there is none on the path. */
    static Optional<PrometheusTool> amtool() {
        return installed(
                "amtool was not found (Debian's package prometheus-alertmanager has it):"
                        + " Alertmanager's configuration is not checked by it");
    }

    private static Optional<PrometheusTool> installed(String otherwise) {
        String name = otherwise.split(" ", 2)[0];
        Optional<PrometheusTool> found =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(PrometheusTool::new);
        if (found.isEmpty()) {
            System.out.println(otherwise);
        }
        return found;
    }

    /**
     * Runs it; blocks.
     *
     * @throws AssertionError with what it wrote where it is not satisfied
     */
    void run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try (ChildProcess process = ChildProcess.start(command, Map.of(), folder)) {
            if (process.awaitExit(LIMIT) != 0) {
                throw new AssertionError(
                        "%s in %s said:%n%s"
                                .formatted(String.join(" ", command), folder, process.output()));
            }
        }
    }
}
