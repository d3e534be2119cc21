package io.freshet.commandline.lake;

import picocli.CommandLine.Command;

/** {@code lake}: which actions there are. */
@Command(
        name = "lake",
        header = "Make the warehouse's star tables from the lake.",
        subcommands = RebuildOptions.class,
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet lake rebuild --config freshet.yaml")
public final class LakeOptions {}
