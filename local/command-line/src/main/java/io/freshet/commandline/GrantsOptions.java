package io.freshet.commandline;

import io.freshet.commandline.option.ConfiguredOptions;
import picocli.CommandLine.Command;

/** {@code grants}. */
@Command(
        name = "grants",
        header = "Print what gives each service its least rights.",
        description = {
            "",
            "Prints SQL for the warehouse and for each source, and commands for RabbitMQ, ready to"
                    + " paste: a warehouse role and a broker user for each service, and for each source a"
                    + " role that reads the columns that the pipeline names. Connects to nothing and"
                    + " changes nothing; passwords are left to whoever pastes."
        },
        footerHeading = "%nExamples:%n",
        footer = "  ./freshet grants --config freshet.yaml > grants.txt")
public final class GrantsOptions extends ConfiguredOptions {}
