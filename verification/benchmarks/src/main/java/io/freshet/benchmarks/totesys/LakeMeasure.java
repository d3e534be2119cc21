package io.freshet.benchmarks.totesys;

import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.bench.TotesysOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large the lake of what was measured is, and how soon the warehouse is made from it again. */
final class LakeMeasure {

    private static final Pattern REBUILT =
            Pattern.compile("totesys: ([0-9,]+) rows and changes of rows in ([0-9.]+) s");

    private final ShopUnderTest system;
    private final TotesysOptions options;
    private final BenchmarkReport report;

    LakeMeasure(ShopUnderTest system, TotesysOptions options, BenchmarkReport report) {
        this.system = system;
        this.options = options;
        this.report = report;
    }

    /**
     * Reports; ends Freshet. All is archived.
     *
     * @param first how large the lake was after the first read
     */
    void report(LakeSize first) throws IOException, InterruptedException {
        LakeSize written = system.lakeSize();
        LakeSize measured = written.since(first);
        report.progress("merging the lake's day");
        system.restartTheDayAfter(options.poll(), options.java());
        boolean isMerged = TotesysCommand.until(() -> isMerged(written));
        if (!isMerged) {
            throw new CommandFailure("the lake merges nothing");
        }
        LakeSize merged = system.lakeSize();
        LakeSize day = measured.inADay(options.measured().toMillis() / 1e3);
        Table table = LakeSize.table();
        first.addTo(table, "the first read, %d days of trade".formatted(options.days()));
        measured.addTo(table, "changes measured, as written");
        merged.addTo(table, "all of it, once the day is merged");
        system.sourceSize().addTo(table, "the source's rows now, in tables without indexes");
        day.addTo(table, "a day of such changes, as written");
        LakeSize.merged(day.rows(), merged, system.tablesInLake())
                .addTo(table, "a day of such changes, merged");
        report.table(table);
        rebuild();
    }

    /** The lake tells its size once it has looked what to merge; before that, nothing. */
    private boolean isMerged(LakeSize written) {
        LakeSize size = system.lakeSize();
        return size.objects() > 0 && size.objects() < written.objects();
    }

    private void rebuild() {
        system.endFreshet();
        report.progress("making the warehouse from the lake");
        long began = System.nanoTime();
        Matcher rebuilt = REBUILT.matcher(system.rebuild());
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!rebuilt.find()) {
            throw new CommandFailure("lake rebuild does not say what it did");
        }
        report.table(
                Table.of("star tables made from the lake", "value")
                        .row("rows and changes of rows", rebuilt.group(1))
                        .row("seconds", rebuilt.group(2))
                        .row(
                                "seconds, the command as a whole",
                                String.format(Locale.ROOT, "%.1f", seconds)));
    }
}
