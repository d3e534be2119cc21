package io.freshet.commandline;

import picocli.CommandLine.Command;

/** {@code help [COMMAND …]}, which is the same as {@code COMMAND … --help}. */
@Command(
        name = "help",
        header = "Help for a command, as COMMAND --help prints it.",
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet help dead-letters list")
final class HelpOptions {}
