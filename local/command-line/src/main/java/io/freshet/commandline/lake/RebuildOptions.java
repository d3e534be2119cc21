package io.freshet.commandline.lake;

import io.freshet.commandline.option.ConfiguredOptions;
import io.freshet.commandline.option.NumberBetween;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lake rebuild}. */
@Command(
        name = "rebuild",
        header = "Put what the lake has of star tables, all versions, into the warehouse.",
        description = {
            "",
            "Makes the tables where they are missing, and fills them in one transaction. Afterwards"
                    + " the aggregator goes on from there: no version is lost, and none is added twice."
                    + " All services must have been ended. Refuses tables that hold rows, unless told"
                    + " to replace them; then the lake must have all changes that this warehouse had."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet lake rebuild --config freshet.yaml             into a new warehouse",
            "  ./freshet lake rebuild --config freshet.yaml --replace   in place of what is there"
        })
public final class RebuildOptions extends ConfiguredOptions {

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Only the star tables of this source.")
    private String source;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description =
                    "What the lake had of this epoch: the number after e in names of its objects."
                            + " The newest, where not said.")
    @NumberBetween(least = 1, most = Integer.MAX_VALUE)
    private Long epoch;

    @Option(names = "--replace", description = "Empty the tables first, instead of refusing.")
    private boolean replace;

    /** The source that is meant; empty for all. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** The epoch; empty for the newest. */
    public OptionalLong epoch() {
        return epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch);
    }

    /** Whether rows that are there are replaced. */
    public boolean replaces() {
        return replace;
    }
}
