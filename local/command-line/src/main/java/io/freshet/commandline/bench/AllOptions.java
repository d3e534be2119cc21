package io.freshet.commandline.bench;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench all}. */
@Command(
        name = "all",
        header = "All of them with their defaults, one after the other; takes hours.",
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet bench all --markdown measurements.md")
public final class AllOptions {

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the reports to this file too.")
    private Path markdown;

    /** The file that the reports are written to, if any. */
    public Optional<Path> markdown() {
        return Optional.ofNullable(markdown);
    }
}
