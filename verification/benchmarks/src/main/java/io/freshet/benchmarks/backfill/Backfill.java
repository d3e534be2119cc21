package io.freshet.benchmarks.backfill;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.commandline.CommandFailure;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One backfill: from Freshet's connection to the first source, as that source's server dates it, to
 * the first chart answer that counts all rows, which is then compared with SQL over the sources.
 *
 * @param rows how many there were
 * @param starting from the start of Freshet's process to its first connection to a source
 * @param reading from there to the answer that counts all rows
 * @param processor processor time that Freshet took after it was ready
 * @param sources processor time of the sources' server processes that serve Freshet
 * @param warehouse the same of the warehouse's
 * @param most the most memory that Freshet ever had resident, bytes
 * @param differences how many numbers in charts differ from SQL
 */
public record Backfill(
        long rows,
        Duration starting,
        Duration reading,
        Duration processor,
        Duration sources,
        Duration warehouse,
        long most,
        long differences) {

    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final long PAUSE_MILLIS = 5;

    /**
     * Starts Freshet on sources that hold {@code rows} rows together and measures; Freshet is left
     * running.
     */
    public static Backfill measure(BenchmarkHarness harness, long rows, List<String> java)
            throws IOException, InterruptedException {
        Instant started = Instant.now();
        FreshetProcess freshet = harness.startFreshet(Duration.ofMillis(100), java);
        freshet.awaitReady();
        ProcessCost before = ProcessCost.of(freshet.pid());
        awaitCount(freshet, rows);
        Instant ended = Instant.now();
        ProcessCost after = ProcessCost.of(freshet.pid());
        Instant connected = firstConnection(harness);
        return new Backfill(
                rows,
                Duration.between(started, connected),
                Duration.between(connected, ended),
                after.processor().minus(before.processor()),
                harness.sources().stream()
                        .map(source -> harness.serverCost(source.database()))
                        .reduce(Duration.ZERO, Duration::plus),
                harness.serverCost(harness.warehouse()),
                after.most(),
                harness.differences());
    }

    /** Rows per second. */
    public double perSecond() {
        return rows / (reading.toNanos() / 1e9);
    }

    private static void awaitCount(FreshetProcess freshet, long rows)
            throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        try (HttpLine http = new HttpLine(freshet.port().number())) {
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

    private static Instant firstConnection(BenchmarkHarness harness) {
        String sql =
                "select min(backend_start) from pg_stat_activity where usename = '%s'"
                        .formatted(harness.sources().get(0).database().reader().username());
        try (Connection connection = harness.warehouse().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getTimestamp(1).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("asking when Freshet connected", e);
        }
    }
}
