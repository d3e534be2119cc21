package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
import picocli.CommandLine.Command;

/** {@code up}. */
@Command(
        name = "up",
        header = "Live charts over your own databases.",
        description = {
            "",
            "Runs poller, aggregator and chart API in one process on the sources, broker and"
                    + " warehouse that FILE names. Where it names no broker or no warehouse embedded"
                    + " ones serve, with their data in .freshet beside FILE. Prints 'ready' when the"
                    + " charts answer; runs until it is told to end. Started again it goes on where it"
                    + " was."
        },
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet up --config freshet.yaml")
public final class UpOptions extends ConfiguredOptions {}
