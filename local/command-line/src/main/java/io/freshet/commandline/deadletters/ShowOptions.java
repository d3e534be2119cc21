package io.freshet.commandline.deadletters;

import picocli.CommandLine.Command;

/** {@code dead-letters show}. */
@Command(
        name = "show",
        header = "All of a dead-lettered message: its headers and its body.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet dead-letters show --config freshet.yaml --id 3f29c01ab4",
            "  ./freshet dead-letters show --config freshet.yaml --all"
        })
public final class ShowOptions extends ChosenOptions {}
