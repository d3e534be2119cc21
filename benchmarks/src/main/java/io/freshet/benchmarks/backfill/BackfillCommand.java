package io.freshet.benchmarks.backfill;

import io.freshet.benchmarks.report.Report;
import io.freshet.benchmarks.report.Table;
import io.freshet.benchmarks.rig.BenchSource;
import io.freshet.benchmarks.rig.CommonOptions;
import io.freshet.benchmarks.rig.ExactCharts;
import io.freshet.benchmarks.rig.FreshetProcess;
import io.freshet.benchmarks.rig.HttpLine;
import io.freshet.benchmarks.rig.ProcessCost;
import io.freshet.benchmarks.rig.Rig;
import io.freshet.launcher.CommandFailure;
import io.freshet.launcher.Options;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code bench backfill}: from Freshet's connection to the source, as the source's server dates it,
 * to the first chart answer that counts all rows, which is then compared with SQL over the source.
 * The time that Freshet's process takes to start is reported beside.
 */
public final class BackfillCommand {

    private static final String NAME = "backfill";
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final long PAUSE_MILLIS = 5;

    private BackfillCommand() {}

    /** Measures and reports; 1 where the charts are not exact in the end. */
    public static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options =
                Options.parse(NAME, arguments, CommonOptions.and("--rows", "--sources"), Set.of());
        CommonOptions common = CommonOptions.of(options);
        long rows = (long) options.number("--rows", 1_000, 20_000_000, 1_000_000);
        int sources = (int) options.number("--sources", 1, 50, 1);
        Report report = new Report(System.out);
        report.begin(
                "Backfill: %,d rows of a slim table in %d source(s)".formatted(rows, sources),
                CommonOptions.command(NAME, arguments),
                Rig.servers());
        try (Rig rig = Rig.create(sources)) {
            report.progress("filling the sources");
            for (BenchSource source : rig.sources()) {
                source.fill(rows / sources);
            }
            long total = rows / sources * sources;
            Instant started = Instant.now();
            FreshetProcess freshet = rig.startFreshet(Duration.ofMillis(100), common.java());
            freshet.awaitReady();
            ProcessCost before = freshet.cost();
            awaitCount(freshet, total);
            Instant ended = Instant.now();
            ProcessCost after = freshet.cost();
            Instant connected = firstConnection(rig);
            long differences = ExactCharts.differences(rig.sources(), freshet.port());
            double seconds = Duration.between(connected, ended).toNanos() / 1e9;
            report.table(
                    Table.of("what", "value")
                            .row("rows", "%,d".formatted(total))
                            .row("connected to the source → all rows in the charts", s(seconds))
                            .row(
                                    "rows per second",
                                    String.format(Locale.ROOT, "%,.0f", total / seconds))
                            .row(
                                    "process started → connected to the source",
                                    s(Duration.between(started, connected).toNanos() / 1e9))
                            .row(
                                    "Freshet's processor time per row",
                                    String.format(
                                            Locale.ROOT,
                                            "%.1f µs",
                                            after.processor().minus(before.processor()).toNanos()
                                                    / 1e3
                                                    / total))
                            .row("most resident memory", (after.most() >> 20) + " MiB")
                            .row("numbers in charts that differ from SQL", "" + differences));
            report.writeTo(common.markdown());
            return differences == 0 ? 0 : 1;
        }
    }

    private static String s(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private static void awaitCount(FreshetProcess freshet, long rows)
            throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        try (HttpLine http = new HttpLine(freshet.port())) {
            for (long shown = 0; shown < rows; ) {
                Matcher count = COUNT.matcher(http.get("/charts/submissions", "").body());
                shown = count.find() ? Long.parseLong(count.group(1)) : 0;
                if (System.nanoTime() > limit) {
                    throw new CommandFailure(
                            "only %,d of %,d rows are shown after %s; Freshet wrote:%n%s"
                                    .formatted(shown, rows, LIMIT, freshet.output()));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static Instant firstConnection(Rig rig) {
        String sql =
                "select min(backend_start) from pg_stat_activity where usename = '%s'"
                        .formatted(rig.sources().get(0).database().reader().username());
        try (Connection connection = rig.warehouse().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getTimestamp(1).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("asking when Freshet connected", e);
        }
    }
}
