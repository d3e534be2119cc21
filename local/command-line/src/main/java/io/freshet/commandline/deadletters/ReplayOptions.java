package io.freshet.commandline.deadletters;

import picocli.CommandLine.Command;

/** {@code dead-letters replay}. */
@Command(
        name = "replay",
        header = "Publish dead-lettered messages again, to where they came from.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet dead-letters replay --config freshet.yaml --id 3f29c01ab4",
            "  ./freshet dead-letters replay --config freshet.yaml --all"
        })
public final class ReplayOptions extends ChosenOptions {}
