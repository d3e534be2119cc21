package io.freshet.commandline.bench;

import io.freshet.commandline.option.NumberBetween;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench backfill}. */
@Command(
        name = "backfill",
        header = "How fast rows that were there before get into the charts.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet bench backfill",
            "  ./freshet bench backfill --rows 10000000 --sources 4"
        })
public final class BackfillOptions extends BenchOptions {

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows over all sources (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1_000, most = 20_000_000)
    private long rows;

    @Option(
            names = "--sources",
            paramLabel = "N",
            defaultValue = "1",
            description = "Source databases (${DEFAULT-VALUE}).")
    @NumberBetween(least = 1, most = 50)
    private int sources;

    /** Rows over all sources, 1,000 to 20,000,000. */
    public long rows() {
        return rows;
    }

    /** Source databases, 1 to 50. */
    public int sources() {
        return sources;
    }
}
