package io.freshet.benchmarks.exactness;

import io.freshet.benchmarks.exactness.TailingReader.Policy;
import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.Meters;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.bench.ExactnessOptions;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench exactness}: rows that were committed and never read, by three ways of tailing and by
 * Freshet, all of them polling the same table under the same writers in the same run. Writers only
 * insert, which is what all of them claim to see.
 */
public final class ExactnessCommand {

    private static final long POLL_MILLIS = 100;
    private static final long SETTLE_SECONDS = 8;
    private static final long SEED = 20_260_102;

    private ExactnessCommand() {}

    /** Measures and reports; 1 where Freshet lost a row or shows other numbers than SQL. */
    public static int run(ExactnessOptions options)
            throws IOException, InterruptedException, SQLException {
        long seconds = options.measured().toSeconds();
        int writers = options.writers();
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Exactness: %d writers for %d s, everybody polls every %d ms"
                        .formatted(writers, seconds, POLL_MILLIS),
                options.typed(),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(1)) {
            FreshetProcess freshet =
                    harness.startFreshet(Duration.ofMillis(POLL_MILLIS), options.java());
            freshet.awaitLive(1);
            BenchSource source = harness.sources().get(0);
            List<TailingReader> readers = tail(source, writers, seconds, report);
            Set<Long> committed = keys(source.database(), "id", BenchSource.TABLE);
            Table table = Table.of("reader", "rows committed", "rows lost", "lost %");
            for (TailingReader reader : readers) {
                row(table, reader.policy().title(), committed, reader.seen());
            }
            Set<Long> held = keys(harness.warehouse(), "row_key", "pisa." + BenchSource.TABLE);
            long lost = row(table, "**Freshet**", committed, held);
            long differences = harness.differences();
            report.table(table);
            report.paragraph(
                    "Numbers in Freshet's charts that differ from SQL: %d.".formatted(differences));
            report.paragraph(
                    ("Ranges of keys that reconciliation found different meanwhile, and not a poll:"
                                    + " %.0f.")
                            .formatted(
                                    Meters.read(freshet.management().number())
                                            .of("freshet_source_differences", source)));
            report.paragraph(OrdinaryWriter.MIX);
            report.writeTo(options.markdown());
            return lost == 0 && differences == 0 ? 0 : 1;
        }
    }

    private static List<TailingReader> tail(
            BenchSource source, int count, long seconds, BenchmarkReport report)
            throws InterruptedException, SQLException {
        List<TailingReader> readers = new ArrayList<>();
        List<Thread> reading = new ArrayList<>();
        for (Policy policy : Policy.values()) {
            readers.add(new TailingReader(source, policy, POLL_MILLIS));
        }
        readers.forEach(reader -> reading.add(started(reader)));
        report.progress("writing for %d s".formatted(seconds));
        List<OrdinaryWriter> writers = new ArrayList<>();
        List<Thread> writing = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int number = 0; number < count; number++) {
            writers.add(new OrdinaryWriter(source, end, SEED + number));
        }
        writers.forEach(writer -> writing.add(started(writer)));
        join(writing);
        for (OrdinaryWriter writer : writers) {
            writer.requireNoFailure();
        }
        report.progress("letting everybody read what is left");
        TimeUnit.SECONDS.sleep(Math.min(seconds, SETTLE_SECONDS));
        readers.forEach(TailingReader::end);
        join(reading);
        return readers;
    }

    private static long row(Table table, String reader, Set<Long> committed, Set<Long> seen) {
        long lost = committed.stream().filter(key -> !seen.contains(key)).count();
        table.row(
                reader,
                "%,d".formatted(committed.size()),
                "%,d".formatted(lost),
                String.format(Locale.ROOT, "%.2f", 100.0 * lost / Math.max(1, committed.size())));
        return lost;
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work, "bench " + work.getClass().getSimpleName());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Set<Long> keys(TestDatabase database, String column, String table)
            throws SQLException {
        Set<Long> keys = new HashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select %s from %s".formatted(column, table))) {
            while (row.next()) {
                keys.add(row.getLong(1));
            }
        }
        return keys;
    }
}
