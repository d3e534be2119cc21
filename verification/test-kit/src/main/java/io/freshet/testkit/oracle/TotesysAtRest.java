package io.freshet.testkit.oracle;

import io.freshet.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Says whether the rows held, the star tables with their histories, and the charts are those of the
 * shop, which must be at rest. Not thread-safe; blocks.
 */
public final class TotesysAtRest {

    private static final long PAUSE_MILLIS = 200;

    private final TotesysOracle held;
    private final TotesysStars stars;
    private final TotesysCharts charts;

    /**
     * @param source the shop's database
     * @param get answers a path, as the chart API does
     */
    public TotesysAtRest(TestDatabase source, TestDatabase warehouse, UnaryOperator<String> get) {
        held = new TotesysOracle(source, warehouse);
        stars = new TotesysStars(source, warehouse);
        charts = new TotesysCharts(warehouse, get);
    }

    /** Waits until all of it is exact; gives what differs still. */
    public OracleVerdict await(Duration limit) throws InterruptedException {
        long began = System.nanoTime();
        OracleVerdict verdict = look(began);
        while (!verdict.exact() && verdict.after().compareTo(limit) < 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            verdict = look(began);
        }
        return verdict;
    }

    private OracleVerdict look(long began) {
        Tally tally = new Tally();
        long rows = 0;
        try {
            rows = held.compare(tally);
            if (tally.differences().isEmpty()) {
                stars.compare(tally);
            }
            List<String> shown = tally.differences().isEmpty() ? charts.differences() : List.of();
            shown.forEach(tally::differs);
        } catch (SQLException | RuntimeException e) {
            // What was killed starts again, or a table is made anew.
            tally.differs("cannot be compared: " + e);
        }
        return new OracleVerdict(
                Duration.ofNanos(System.nanoTime() - began),
                tally.lost(),
                tally.doubled(),
                rows,
                tally.differences());
    }
}
