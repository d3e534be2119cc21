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
            "  ./freshet check --config freshet.yaml --audit"
        })
public final class CheckOptions extends ConfiguredOptions {

    @Option(
            names = "--audit",
            description =
                    "Also compare sources, rows held and summaries completely, where they can be"
                            + " reached; names source, table and group of what differs.")
    private boolean audit;

    /** Whether sources and warehouse are compared completely. */
    public boolean audit() {
        return audit;
    }
}
