package io.freshet.benchmarks.report;

import io.freshet.commandline.CommandFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a benchmark found, printed as it comes in; at the end also written to a file where one was
 * asked for. For one thread.
 */
public final class BenchmarkReport {

    private final PrintStream out;
    private final StringBuilder text = new StringBuilder();

    /** A report that is printed to {@code out}. */
    public BenchmarkReport(PrintStream out) {
        this.out = out;
    }

    /**
     * Begins with what was run, when and where.
     *
     * @param command as it was typed after {@code ./freshet bench}
     * @param servers the Postgres and the broker
     */
    public void begin(String title, String command, String servers) {
        paragraph("## " + title);
        paragraph(
                """
                * machine: %s (load before: %s)
                * servers: %s
                * date: %s
                * command: `./freshet bench %s`"""
                        .formatted(
                                Machine.description(),
                                Machine.load(),
                                servers,
                                LocalDate.now(ZoneOffset.UTC),
                                command));
    }

    /** Adds a paragraph. */
    public void paragraph(String paragraph) {
        add(paragraph + "\n\n");
    }

    /** Adds a table. */
    public void table(Table table) {
        add(table.text() + "\n");
    }

    /** Tells on the console what goes on; not part of the report. */
    public void progress(String sentence) {
        out.println("… " + sentence);
        out.flush();
    }

    private void add(String part) {
        text.append(part);
        out.print(part);
        out.flush();
    }

    /** Writes the report, replacing what the file held. */
    public void writeTo(Optional<Path> file) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(file.get(), text);
        } catch (IOException e) {
            throw new CommandFailure("cannot write the report: " + e, e);
        }
    }
}
