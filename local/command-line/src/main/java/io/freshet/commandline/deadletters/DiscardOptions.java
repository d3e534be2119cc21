package io.freshet.commandline.deadletters;

import picocli.CommandLine.Command;

/** {@code dead-letters discard}. */
@Command(
        name = "discard",
        header = "Delete dead-lettered messages for good.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet dead-letters discard --config freshet.yaml --id 3f29c01ab4",
            "  ./freshet dead-letters discard --config freshet.yaml --all"
        })
public final class DiscardOptions extends ChosenOptions {}
