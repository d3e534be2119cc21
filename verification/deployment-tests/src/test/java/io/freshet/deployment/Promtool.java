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

/** Prometheus' own checker of rules and queries, where this machine has it. */
final class Promtool {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    /** The one on the path; says so where there is none. */
    static Optional<Promtool> installed() {
        Optional<Promtool> found =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, "promtool"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(Promtool::new);
        if (found.isEmpty()) {
            System.out.println(
                    "promtool was not found (Debian's package prometheus has it):"
                            + " rules and queries are not parsed, alerts are not tried");
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
