package io.freshet.commandline.deadletters;

import io.freshet.commandline.option.ConfiguredOptions;
import picocli.CommandLine.Command;

/** {@code dead-letters list}. */
@Command(
        name = "list",
        header = "A line for each dead-lettered message: its id, origin, source and reason.",
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet dead-letters list --config freshet.yaml")
public final class ListOptions extends ConfiguredOptions {}
