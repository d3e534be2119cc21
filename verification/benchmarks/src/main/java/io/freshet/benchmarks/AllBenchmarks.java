package io.freshet.benchmarks;

import io.freshet.launcher.CommandFailure;
import io.freshet.launcher.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code bench all}: one after the other with their defaults, and their reports in one. */
final class AllBenchmarks {

    private static final String MARKDOWN = "--markdown";
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("freshness"),
                    List.of("freshness", "--poll", "20ms"),
                    List.of(
                            "freshness",
                            "--listeners",
                            "1000",
                            "--requests",
                            "5000",
                            "--seconds",
                            "120"),
                    List.of("source-cost"),
                    List.of("backfill"),
                    List.of("throughput"),
                    List.of("serving"),
                    List.of("exactness"),
                    List.of("peers"),
                    List.of("scaling"));

    private AllBenchmarks() {}

    /** Runs them; what one of them lacks does not keep the others from running. */
    static int run(List<String> arguments) throws Exception {
        Options options = Options.parse("all", arguments, Set.of(MARKDOWN), Set.of());
        Path part = Files.createTempFile("freshet-bench", ".md");
        StringBuilder all =
                new StringBuilder("# Measurements\n\nWritten by `./freshet bench all`.\n\n");
        int worst = 0;
        for (List<String> command : COMMANDS) {
            List<String> withReport = new ArrayList<>(command);
            withReport.addAll(List.of(MARKDOWN, part.toString()));
            Files.writeString(part, "");
            try {
                worst = Math.max(worst, Benchmarks.run(withReport));
            } catch (CommandFailure | IllegalStateException e) {
                System.err.println(String.join(" ", command) + ": " + e.getMessage());
                all.append("`").append(String.join(" ", command)).append("` failed.\n\n");
                worst = 1;
            }
            all.append(Files.readString(part));
            write(options.text(MARKDOWN), all);
        }
        Files.delete(part);
        return worst;
    }

    private static void write(Optional<String> file, CharSequence text) throws IOException {
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), text.toString().stripTrailing() + "\n");
        }
    }
}
