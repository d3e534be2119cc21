package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that all benchmarks have. */
public abstract class BenchOptions {

    private static final String MARKDOWN = "--markdown";

    @Spec private CommandSpec spec;

    @Option(
            names = MARKDOWN,
            paramLabel = "FILE",
            description = "Write the report to this file too.")
    private Path markdown;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            defaultValue = "512",
            description = "The most heap of Freshet's Java, in MiB (${DEFAULT-VALUE}).")
    @NumberBetween(least = 64, most = 65_536)
    private int heap;

    @Option(
            names = "--java-options",
            paramLabel = "OPTIONS",
            description = "Further options for Freshet's Java, with blanks between.")
    private String javaOptions;

    protected BenchOptions() {}

    /** The file that the report is written to, if any. */
    public Optional<Path> markdown() {
        return Optional.ofNullable(markdown);
    }

    /** Options for the Java of Freshet's process. */
    public List<String> java() {
        List<String> options = new ArrayList<>(List.of("-Xmx%dm".formatted(heap)));
        if (javaOptions != null) {
            options.addAll(List.of(javaOptions.split(" ", -1)));
        }
        return List.copyOf(options);
    }

    /** What was typed after {@code bench}, without what does not change what is measured. */
    public String typed() {
        List<String> words = spec.commandLine().getParseResult().originalArgs();
        String all = String.join(" ", words.subList(words.indexOf(spec.name()), words.size()));
        return all.replaceFirst(" " + MARKDOWN + "[ =]\\S+", "");
    }
}
