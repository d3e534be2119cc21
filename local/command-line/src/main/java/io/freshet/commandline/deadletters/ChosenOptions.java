package io.freshet.commandline.deadletters;

import io.freshet.commandline.option.ConfiguredOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of the actions on some dead-lettered messages. */
public abstract class ChosenOptions extends ConfiguredOptions {

    @ArgGroup(multiplicity = "1")
    private Which which;

    protected ChosenOptions() {}

    private static final class Which {

        @Option(
                names = "--id",
                paramLabel = "ID",
                required = true,
                description = "The one with this id, as list shows it.")
        private String id;

        @Option(names = "--all", required = true, description = "All of them.")
        private boolean all;
    }

    /** Whether the message of this id is one of those meant. */
    public boolean means(String id) {
        return which.all || id.equals(which.id);
    }
}
