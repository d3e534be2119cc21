package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
import io.freshet.commandline.option.TextLike;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code check}. */
@Command(
        name = "check",
        header = "Try everything that a configuration names.",
        description = {
            "",
            "Connects to broker, warehouse and every source that FILE names, looks at rights, tables,"
                    + " columns and types, and prints a line for each: what is well, or what is wrong and what to"
                    + " do. Where the file or a definition is wrong, it names everything that is, with line and"
                    + " column. Changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet check --config freshet.yaml",
            "  ./freshet check --config freshet.yaml --audit",
            "  ./freshet check --config freshet.yaml --alerts",
            "  ./freshet check --config freshet.yaml --format sarif > freshet.sarif"
        })
public final class CheckOptions extends ConfiguredOptions {

    @Option(
            names = "--audit",
            description =
                    "Also compare sources, rows held and summaries completely, where they can be"
                            + " reached; names source, table and group of what differs.")
    private boolean audit;

    @Option(
            names = "--alerts",
            description =
                    "Also send a message by every way that the section alerts names, and say what"
                            + " came of it.")
    private boolean alerts;

    /** Whether messages are sent. */
    public boolean alerts() {
        return alerts;
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description =
                    "How it is written: text; json; or sarif (2.1.0), which editors and code hosts"
                            + " show beside the lines of the file (${DEFAULT-VALUE}).")
    @TextLike(pattern = "text|json|sarif", words = "text, json or sarif")
    private String format;

    /** How what was found is written. */
    public enum Format {
        /** A line each, for people. */
        TEXT,
        /** One object. */
        JSON,
        /** One object as SARIF 2.1.0 says. */
        SARIF
    }

    /** How what was found is written. */
    public Format format() {
        return Format.valueOf(format.toUpperCase(Locale.ROOT));
    }

    /** Whether sources and warehouse are compared completely. */
    public boolean audit() {
        return audit;
    }
}
