package io.freshet.benchmarks.harness;

import io.freshet.launcher.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options that all benchmarks have.
 *
 * @param markdown the file that the report is written to, if any
 * @param java options for the Java of Freshet's process
 */
public record CommonOptions(Optional<String> markdown, List<String> java) {

    private static final String MARKDOWN = "--markdown";
    private static final String HEAP = "--heap";
    private static final String JAVA_OPTIONS = "--java-options";

    /** Reads them: the heap is {@code -Xmx512m}, as for {@code up}, unless told otherwise. */
    public static CommonOptions of(Options options) {
        List<String> java = new ArrayList<>();
        java.add("-Xmx%.0fm".formatted(options.number(HEAP, 64, 65_536, 512)));
        options.text(JAVA_OPTIONS).ifPresent(text -> java.addAll(List.of(text.split(" ", -1))));
        return new CommonOptions(options.text(MARKDOWN), List.copyOf(java));
    }

    /** Their names, and those of a benchmark's own options. */
    public static Set<String> and(String... names) {
        return Stream.concat(Stream.of(MARKDOWN, HEAP, JAVA_OPTIONS), Stream.of(names))
                .collect(Collectors.toSet());
    }

    /** What was typed, without what does not change what is measured. */
    public static String command(String name, List<String> arguments) {
        return (name + " " + String.join(" ", arguments))
                .replaceFirst(MARKDOWN + "[ =]\\S+", "")
                .strip();
    }
}
