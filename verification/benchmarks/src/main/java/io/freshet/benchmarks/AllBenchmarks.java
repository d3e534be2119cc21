package io.freshet.benchmarks;

import io.freshet.commandline.bench.AllOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code bench all}: one after the other with their defaults, and their reports in one. */
final class AllBenchmarks {

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
                    List.of("changes"),
                    List.of("throughput"),
                    List.of("serving"),
                    List.of("exactness"),
                    List.of("peers"),
                    List.of("scaling"),
                    List.of("totesys"),
                    List.of("any"),
                    List.of("hostile"));

    private AllBenchmarks() {}

    /** Runs them; what one of them lacks does not keep the others from running. */
    static int run(AllOptions options) throws IOException {
        Path part = Files.createTempFile("freshet-bench", ".md");
        StringBuilder all =
                new StringBuilder("# Measurements\n\nWritten by `./freshet bench all`.\n\n");
        int worst = 0;
        for (List<String> command : COMMANDS) {
            List<String> words = new ArrayList<>(List.of("bench"));
            words.addAll(command);
            words.addAll(List.of("--markdown", part.toString()));
            Files.writeString(part, "");
            int status = Benchmarks.run(words.toArray(String[]::new));
            worst = Math.max(worst, status);
            String report = Files.readString(part);
            all.append(
                    report.isEmpty()
                            ? "`%s` failed.\n\n".formatted(String.join(" ", command))
                            : report);
            write(options.markdown(), all);
        }
        Files.delete(part);
        return worst;
    }

    private static void write(Optional<Path> file, CharSequence text) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), text.toString().stripTrailing() + "\n");
        }
    }
}
