package io.freshet.testkit.oracle;

import io.freshet.testkit.TestDatabase;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Compares, for every source, the rows held, the summaries, the time series, the ledger and the
 * charts with plain SQL over the sources, which must be at rest meanwhile. Blocks; for one thread.
 */
public final class SurveyOracle {

    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    /** What charts are before the first row, by contract. */
    private static final String NO_DATASETS = "{\"datasets\":[]}";

    private final List<SurveySource> sources;
    private final TestDatabase warehouse;
    private final UnaryOperator<String> charts;

    /**
     * @param sources all sources of the installation
     * @param warehouse its warehouse
     * @param charts gives the body that the chart API answers a path with; an {@link
     *     UncheckedIOException} means that it does not answer now
     */
    public SurveyOracle(
            Collection<SurveySource> sources,
            TestDatabase warehouse,
            UnaryOperator<String> charts) {
        this.sources = List.copyOf(sources);
        this.warehouse = warehouse;
        this.charts = charts;
    }

    /** What SQL says of a source. */
    private record Truth(
            Map<Long, Long> rowsByRange,
            Map<Long, String> valuesByRange,
            Map<String, CountryFigures> countries) {}

    /**
     * Looks again and again until two looks in a row find all exact and every source said to be
     * live, or the limit is over.
     */
    public OracleVerdict await(Duration limit) throws SQLException, InterruptedException {
        return await(limit, true);
    }

    /** As {@link #await(Duration)}, however sources are said to be. */
    public OracleVerdict awaitFigures(Duration limit) throws SQLException, InterruptedException {
        return await(limit, false);
    }

    private OracleVerdict await(Duration limit, boolean live)
            throws SQLException, InterruptedException {
        long began = System.nanoTime();
        Map<SurveySource, Truth> truths = new LinkedHashMap<>();
        for (SurveySource source : sources) {
            truths.put(source, truth(source));
        }
        OracleVerdict before = null;
        while (true) {
            OracleVerdict now = look(truths, live, Duration.ofNanos(System.nanoTime() - began));
            if (now.exact() && before != null && before.exact()) {
                return before;
            }
            if (!now.exact() && now.after().compareTo(limit) > 0) {
                return now;
            }
            before = now;
            TimeUnit.MILLISECONDS.sleep(pauseMillis(now.after()));
        }
    }

    /** A tenth of the time so far: a look works hard for sources, warehouse and charts. */
    private static long pauseMillis(Duration after) {
        return Math.max(
                SHORTEST_PAUSE_MILLIS, Math.min(LONGEST_PAUSE_MILLIS, after.toMillis() / 10));
    }

    private static Truth truth(SurveySource source) throws SQLException {
        try (Connection connection = source.database().connect();
                Statement statement = connection.createStatement()) {
            String rows = SurveySql.sourceRows(source);
            Map<Long, Long> rowsByRange = new TreeMap<>();
            Map<Long, String> valuesByRange = new TreeMap<>();
            readRanges(statement, SurveySql.ranges(rows), rowsByRange, valuesByRange);
            return new Truth(
                    rowsByRange, valuesByRange, countries(statement, SurveySql.groups(rows)));
        }
    }

    private OracleVerdict look(Map<SurveySource, Truth> truths, boolean live, Duration after) {
        Tally tally = new Tally();
        SurveyCharts expected = new SurveyCharts();
        truths.forEach((source, truth) -> expected.add(source, truth.countries()));
        long lost = 0;
        try {
            expected.compare(charts, tally);
            if (live) {
                expected.compareStates(charts, tally);
            }
            compareWarehouse(truths, tally);
        } catch (UncheckedIOException e) {
            tally.differs("the chart API does not answer: " + e.getMessage());
            lost = expected.rows();
        } catch (SQLException e) {
            tally.differs("the warehouse cannot be asked: " + e.getMessage());
            lost = expected.rows();
        }
        return new OracleVerdict(
                after,
                Math.max(lost, tally.lost()),
                tally.doubled(),
                expected.rows(),
                tally.differences());
    }

    private void compareWarehouse(Map<SurveySource, Truth> truths, Tally tally)
            throws SQLException {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            for (Map.Entry<SurveySource, Truth> entry : truths.entrySet()) {
                compareSource(statement, entry.getKey(), entry.getValue(), tally);
            }
            compareHours(statement, tally);
        }
    }

    private void compareHours(Statement statement, Tally tally) throws SQLException {
        String chart = "submissions-over-time";
        String shown = charts.apply("/charts/" + chart);
        try (ResultSet hours = statement.executeQuery(SurveySql.hours())) {
            hours.next();
            boolean everAnyRow = hours.getBoolean(2);
            if (!everAnyRow && shown.equals(NO_DATASETS)) {
                return;
            }
            String must =
                    "{\"datasets\":[{\"id\":\"Submissions\",\"data\":[%s]}]}"
                            .formatted(hours.getString(1));
            tally.compareValues("chart", Map.of(chart, must), Map.of(chart, shown));
        }
    }

    private static void compareSource(
            Statement statement, SurveySource source, Truth truth, Tally tally)
            throws SQLException {
        String who = "source %s: ".formatted(source.name());
        Map<Long, Long> rows = new TreeMap<>();
        Map<Long, String> values = new TreeMap<>();
        readRanges(statement, SurveySql.ranges(SurveySql.heldRows(source)), rows, values);
        tally.compareRows(who + "rows held by range", truth.rowsByRange(), rows);
        tally.compareValues(who + "values held by range", truth.valuesByRange(), values);

        Map<String, CountryFigures> summed = countries(statement, SurveySql.heldGroups(source));
        tally.compareRows(who + "summary by country", rowsOf(truth.countries()), rowsOf(summed));
        tally.compareValues(who + "sums by country", textOf(truth.countries()), textOf(summed));

        tally.compareRows(
                who + "summary over time",
                numbers(statement, SurveySql.buckets(source)),
                numbers(statement, SurveySql.heldBuckets(source)));

        Map<Long, Long> entries = new TreeMap<>();
        Map<Long, String> digests = new TreeMap<>();
        readLedger(statement, SurveySql.ledger(source), entries, digests);
        tally.compareRows(who + "ledger", truth.rowsByRange(), entries);
        Map<Long, String> digestsHeld = new TreeMap<>();
        readLedger(statement, SurveySql.digests(source), new TreeMap<>(), digestsHeld);
        tally.compareValues(who + "digests of the ledger", digestsHeld, digests);
    }

    private static void readRanges(
            Statement statement, String query, Map<Long, Long> rows, Map<Long, String> values)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getLong(2));
                values.put(row.getLong(1), row.getString(3));
            }
        }
    }

    /** Sums of digests are kept modulo 2^64. */
    private static void readLedger(
            Statement statement, String query, Map<Long, Long> rows, Map<Long, String> digests)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.put(row.getLong(1), row.getLong(2));
                digests.put(
                        row.getLong(1),
                        Long.toString(row.getBigDecimal(3).toBigInteger().longValue()));
            }
        }
    }

    private static Map<String, CountryFigures> countries(Statement statement, String query)
            throws SQLException {
        Map<String, CountryFigures> countries = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                countries.put(row.getString(1), CountryFigures.read(row));
            }
        }
        return countries;
    }

    private static Map<String, Long> numbers(Statement statement, String query)
            throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                numbers.put(row.getString(1), row.getLong(2));
            }
        }
        return numbers;
    }

    private static Map<String, Long> rowsOf(Map<String, CountryFigures> countries) {
        Map<String, Long> rows = new TreeMap<>();
        countries.forEach((country, figures) -> rows.put(country, figures.rows()));
        return rows;
    }

    private static Map<String, String> textOf(Map<String, CountryFigures> countries) {
        Map<String, String> text = new TreeMap<>();
        countries.forEach((country, figures) -> text.put(country, figures.toString()));
        return text;
    }
}
