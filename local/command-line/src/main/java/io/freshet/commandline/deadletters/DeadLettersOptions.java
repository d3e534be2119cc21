package io.freshet.commandline.deadletters;

import picocli.CommandLine.Command;

/** {@code dead-letters}: which actions there are. */
@Command(
        name = "dead-letters",
        header = "Look at messages that could not be applied, and deal with them.",
        subcommands = {
            ListOptions.class,
            ShowOptions.class,
            ReplayOptions.class,
            DiscardOptions.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet dead-letters list --config freshet.yaml",
            "  ./freshet dead-letters replay --config freshet.yaml --id 3f29c01ab4",
            "  ./freshet dead-letters discard --config freshet.yaml --all"
        })
public final class DeadLettersOptions {}
