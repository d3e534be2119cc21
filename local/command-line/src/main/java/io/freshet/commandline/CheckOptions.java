package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
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
                    + " do. Changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet check --config freshet.yaml",
            "  ./freshet check --config freshet.yaml --audit",
            "  ./freshet check --config freshet.yaml --alerts"
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

    /** Whether sources and warehouse are compared completely. */
    public boolean audit() {
        return audit;
    }
}
