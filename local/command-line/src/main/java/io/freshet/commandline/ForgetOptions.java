package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code forget}. */
@Command(
        name = "forget",
        header = "Remove for good what is held of a source that is no longer declared.",
        description = {
            "",
            "Removes the source's rows, summaries, checksums and quarantined values from the warehouse,"
                    + " and its registration. Charts left them out as soon as the source was no longer"
                    + " declared. Refuses a source that FILE names, or that a running poller declares."
        },
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet forget alb --config freshet.yaml")
public final class ForgetOptions extends ConfiguredOptions {

    @Parameters(paramLabel = "NAME", description = "The source's name, as it was declared.")
    private String name;

    /** The source's name. */
    public String name() {
        return name;
    }
}
