package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
import io.freshet.commandline.option.TextLike;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
        name = "status",
        header = "Show how every source and chart stands.",
        description = {
            "",
            "Prints a line for each source and each chart: its state, up to when it was read and when it"
                    + " was proven equal to the source, how many rows and groups it has, and what it waits for."
                    + " Asks the warehouse and the charts' port that FILE names, beside a Freshet that runs; says"
                    + " so where none does. Changes nothing.",
            "",
            "Ends with 0 where every source is read and every chart answers, also while a first read goes"
                    + " on; else with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet status --config freshet.yaml",
            "  ./freshet status --config freshet.yaml --watch",
            "  ./freshet status --config freshet.yaml --format json"
        })
public final class StatusOptions extends ConfiguredOptions {

    private static final String TEXT = "text";
    private static final String JSON = "json";

    @Option(
            names = "--watch",
            description =
                    "Show it again every two seconds, until Ctrl-C; with json an object a line.")
    private boolean watch;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = TEXT,
            description = "How it is written: text or json (${DEFAULT-VALUE}).")
    @TextLike(pattern = TEXT + "|" + JSON, words = TEXT + " or " + JSON)
    private String format;

    /** Whether it is shown again and again. */
    public boolean watch() {
        return watch;
    }

    /** Whether it is shown on a terminal, which can be wiped. */
    public boolean onTerminal() {
        return Ansi.AUTO.enabled();
    }

    /** Whether it is for machines. */
    public boolean json() {
        return format.equals(JSON);
    }
}
