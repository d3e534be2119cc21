package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import io.freshet.commandline.option.TextLike;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench any}. */
@Command(
        name = "any",
        header = "Joined tables, distinct counts, medians and uuid keys, beside PISA's one table.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench any",
            "  ./freshet bench any --only charts --sources 1 --seconds 120",
            "  ./freshet bench any --only uuid --changes 20"
        })
public final class AnyOptions extends BenchOptions {

    @Option(
            names = "--only",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "charts,uuid",
            description = "What is measured: one or both of ${DEFAULT-VALUE}.")
    @TextLike(
            pattern = "(charts|uuid)(,(charts|uuid))*",
            words = "charts or uuid, with a comma between")
    private Set<String> only;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "400",
            description = "Commits per second over all sources (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 5_000)
    private double rate;

    @Option(
            names = "--sources",
            paramLabel = "N",
            defaultValue = "20",
            description = "Source databases of each definition (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 60)
    private int sources;

    @Mixin private WarmUpOption warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long each measurement takes (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 3_600)
    private long seconds;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows of the table of uuids (${DEFAULT-VALUE}).")
    @NumberBetween(least = 3_000, most = 20_000_000)
    private long rows;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "4",
            description = "Changes of each kind in that table (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 100)
    private int changes;

    @Mixin private PollOption poll;

    /** Whether a part is measured: charts or uuid. */
    public boolean measures(String part) {
        return only.contains(part);
    }

    /** Commits per second over all sources, 1 to 5,000. */
    public double rate() {
        return rate;
    }

    /** Source databases of each definition, 1 to 60. */
    public int sources() {
        return sources;
    }

    /** How long rows are written before any is measured. */
    public Duration warmUp() {
        return warmUp.duration();
    }

    /** How long each measurement takes. */
    public Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    /** Rows of the table of uuids, 3,000 to 20,000,000. */
    public long rows() {
        return rows;
    }

    /** Changes of each kind in that table, 1 to 100. */
    public int changes() {
        return changes;
    }

    /** How often Freshet polls each source. */
    public Duration poll() {
        return poll.interval();
    }
}
