package io.freshet.benchmarks.anytable;

import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Distribution;
import io.freshet.benchmarks.report.Table;
import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.bench.AnyOptions;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table whose keys are uuids: what it costs its source at rest, and how soon single changes are
 * shown. What is written to the end of the heap, polls look for there; what is stored elsewhere,
 * and what is deleted, only comparing finds.
 */
final class UuidKeys {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 4_000;
    private static final Pattern PROVEN = Pattern.compile("\"provenSeconds\":([0-9.]+)");
    private static final Pattern EVENTS = Pattern.compile("\"events\":(\\d+)");

    private final AnyOptions options;
    private final BenchmarkHarness harness;
    private final BenchmarkReport report;
    private final EventsTable events;
    private final Table results = Table.of("a table of uuids", "asked", "measured");
    private final Map<String, Distribution> times = new LinkedHashMap<>();

    private UuidKeys(
            AnyOptions options,
            BenchmarkHarness harness,
            BenchmarkReport report,
            EventsTable events) {
        this.options = options;
        this.harness = harness;
        this.report = report;
        this.events = events;
    }

    /** Measures and reports; 1 where the chart is not exact in the end. */
    static long measure(AnyOptions options, BenchmarkReport report)
            throws IOException, InterruptedException {
        report.progress("filling a table of %,d rows".formatted(options.rows()));
        try (BenchmarkHarness harness = BenchmarkHarness.create(1, new EventsKind());
                EventsTable events = new EventsTable(harness.sources().get(0).database())) {
            events.fill(options.rows());
            return new UuidKeys(options, harness, report, events).measure();
        } catch (SQLException e) {
            throw new IllegalStateException("in the source: " + e.getMessage(), e);
        }
    }

    private interface Change {
        /** Makes it; answers what it is. */
        String make() throws SQLException;
    }

    private long measure() throws IOException, InterruptedException, SQLException {
        firstLoad();
        rest();
        report.progress("changing single rows, one after the other");
        Change insert = () -> "insert, " + place(events.insert());
        Change update = () -> "update, " + place(events.update());
        change(insert);
        change(update);
        long before = shownEvents();
        events.makeRoom();
        await(body -> count(body) < before);
        events.vacuum();
        change(insert);
        change(update);
        change(
                () -> {
                    events.delete();
                    return "delete";
                });
        report.progress("comparing with the source");
        long differences = harness.differences();
        results.row("charts that differ from SQL in the end", "0", "" + differences);
        report.table(results);
        Table distributions = Table.ofDistributions("from commit to chart (asked: 10 s)");
        times.forEach(distributions::row);
        report.table(distributions);
        return differences;
    }

    private static String place(boolean atTheEnd) {
        return atTheEnd ? "stored at the end of the heap" : "stored elsewhere, so without any hint";
    }

    private void firstLoad() throws InterruptedException, IOException {
        report.progress("reading it for the first time");
        FreshetProcess freshet = harness.startFreshet(options.poll(), options.java());
        freshet.awaitReady();
        long ready = System.nanoTime();
        await(body -> count(body) == options.rows());
        results.row("ready → first load shown", "", seconds(System.nanoTime() - ready));
        long loaded = System.nanoTime();
        until(() -> PROVEN.matcher(freshet.get("/charts/freshness")).find());
        results.row("… first load shown → first proof", "", seconds(System.nanoTime() - loaded));
    }

    /** What the reader's connection takes of a processor while nobody writes. */
    private void rest() throws InterruptedException {
        report.progress("measuring at rest for %d s".formatted(options.measured().toSeconds()));
        // the share is higher for some seconds after a hint
        TimeUnit.SECONDS.sleep(Math.min(20, options.measured().toSeconds()));
        Duration before = cost();
        long began = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(options.measured().toNanos());
        double share = cost().minus(before).toNanos() / (double) (System.nanoTime() - began);
        results.row(
                "core % at the source at rest, polls included",
                "2", String.format(Locale.ROOT, "%.2f", 100 * share));
    }

    private Duration cost() {
        return harness.readerCost(harness.sources().get(0).database());
    }

    private void change(Change change) throws IOException, InterruptedException, SQLException {
        for (int number = 0; number < options.changes(); number++) {
            // wherever a pass stands
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS));
            String before = harness.freshet().get(EventsKind.CHART);
            String what = change.make();
            long committed = System.nanoTime();
            await(body -> !body.equals(before));
            times.computeIfAbsent(what, name -> new Distribution())
                    .record(System.nanoTime() - committed);
        }
    }

    private interface Shown {
        boolean in(String body);
    }

    private void await(Shown shown) throws IOException, InterruptedException {
        try (HttpLine http = new HttpLine(harness.freshet().port().number())) {
            long until = System.nanoTime() + LIMIT.toNanos();
            String body = http.get(EventsKind.CHART, "").body();
            while (!shown.in(body)) {
                if (System.nanoTime() > until) {
                    throw new CommandFailure(
                            "after %s %s still shows %s".formatted(LIMIT, EventsKind.CHART, body));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                body = http.get(EventsKind.CHART, "").body();
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new CommandFailure("the source was not proven within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long shownEvents() {
        return count(harness.freshet().get(EventsKind.CHART));
    }

    private static long count(String body) {
        Matcher events = EVENTS.matcher(body);
        long count = 0;
        while (events.find()) {
            count += Long.parseLong(events.group(1));
        }
        return count;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
