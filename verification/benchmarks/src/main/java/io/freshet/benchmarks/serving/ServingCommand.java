package io.freshet.benchmarks.serving;

import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.benchmarks.serving.LoadGenerator.Question;
import io.freshet.commandline.bench.ServingOptions;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench serving}: all charts under full load, answered by 200 and by 304, with a number of
 * rows and with a hundred times as many. Poller and aggregator run beside, over sources at rest.
 */
public final class ServingCommand {

    private static final int SOURCES = 20;
    private static final int GROWTH = 100;
    private static final int WARM_UP_SECONDS = 10;
    private static final int ROUNDS = 5;

    private final BenchmarkReport report;
    private final LoadGenerator generator;
    private final int connections;
    private final int seconds;
    private final List<String> charts;
    private final FreshetProcess freshet;

    private ServingCommand(
            BenchmarkReport report,
            LoadGenerator generator,
            int connections,
            int seconds,
            List<String> charts,
            FreshetProcess freshet) {
        this.report = report;
        this.generator = generator;
        this.connections = connections;
        this.seconds = seconds;
        this.charts = charts;
        this.freshet = freshet;
    }

    /** Measures and reports; 1 where an answer was an error. */
    public static int run(ServingOptions options) throws IOException, InterruptedException {
        long rows = options.rows();
        int connections = options.connections();
        int seconds = (int) options.measured().toSeconds();
        List<String> charts = options.charts();
        LoadGenerator generator = options.own() ? new OwnGenerator() : LoadGenerator.choose();
        BenchmarkReport report = new BenchmarkReport(System.out);
        report.begin(
                "Serving: %d connections, load by %s".formatted(connections, generator.name()),
                options.typed(),
                BenchmarkHarness.servers());
        try (BenchmarkHarness harness = BenchmarkHarness.create(SOURCES)) {
            fill(harness, report, rows);
            FreshetProcess freshet = harness.startFreshet(Duration.ofMillis(100), options.java());
            freshet.awaitLive(SOURCES);
            ServingCommand serving =
                    new ServingCommand(report, generator, connections, seconds, charts, freshet);
            serving.warmUp();
            LoadResult few = serving.eachChart(rows);
            fill(harness, report, rows * (GROWTH - 1));
            awaitRows(freshet, rows * GROWTH);
            report.progress("loading all charts in turn");
            LoadResult many = serving.load(charts, false, seconds);
            report.table(
                    Table.of("rows", "answers/s over all charts", "p99 ms")
                            .row("%,d".formatted(rows), rate(few), p99(few))
                            .row("%,d".formatted(rows * GROWTH), rate(many), p99(many))
                            .row(
                                    "ratio",
                                    ratio(many.perSecond(), few.perSecond()),
                                    ratio(
                                            many.latencies().millis(99),
                                            few.latencies().millis(99))));
            report.writeTo(options.markdown());
            return few.failures() + many.failures() == 0 ? 0 : 1;
        }
    }

    private static void fill(BenchmarkHarness harness, BenchmarkReport report, long rows) {
        report.progress("adding %,d rows".formatted(rows));
        for (BenchSource source : harness.sources()) {
            source.fill(rows / SOURCES);
        }
    }

    private static void awaitRows(FreshetProcess freshet, long rows)
            throws IOException, InterruptedException {
        String whole = "{\"count\":%d}".formatted(rows / SOURCES * SOURCES);
        try (HttpLine http = new HttpLine(freshet.port().number())) {
            while (!http.get("/charts/submissions", "").body().equals(whole)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        // what the growth left to do is done before anything is measured
        TimeUnit.SECONDS.sleep(3);
    }

    private void warmUp() throws IOException, InterruptedException {
        report.progress("warming up");
        int warmUp = Math.min(seconds, WARM_UP_SECONDS);
        load(charts, false, warmUp);
        load(charts, true, warmUp);
    }

    private LoadResult eachChart(long rows) throws IOException, InterruptedException {
        Table table = Table.ofDistributions("%,d rows, closed loop: chart".formatted(rows));
        Table rates = Table.of("chart", "bytes", "200: answers/s", "304: answers/s");
        for (String chart : charts) {
            report.progress("loading " + chart);
            Answers answers = inTurn(List.of(chart));
            table.row(chart, answers.full().latencies())
                    .row(chart + ", 304", answers.unchanged().latencies());
            rates.row(chart, bytes(chart), rate(answers.full()), rate(answers.unchanged()));
        }
        report.progress("loading all charts in turn");
        Answers all = inTurn(charts);
        table.row("**all in turn**", all.full().latencies())
                .row("**all, 304**", all.unchanged().latencies());
        rates.row("**all in turn**", "", rate(all.full()), rate(all.unchanged()));
        report.table(rates);
        report.table(table);
        report.paragraph(
                "Answers that were errors: %d."
                        .formatted(all.full().failures() + all.unchanged().failures()));
        return all.full();
    }

    private record Answers(LoadResult full, LoadResult unchanged) {}

    /** Answers by 200 and by 304 round by round, so that the machine's moods meet both alike. */
    private Answers inTurn(List<String> names) throws IOException, InterruptedException {
        int rounds = Math.min(ROUNDS, seconds);
        List<LoadResult> full = new ArrayList<>();
        List<LoadResult> unchanged = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            full.add(load(names, false, seconds / rounds));
            unchanged.add(load(names, true, seconds / rounds));
        }
        return new Answers(LoadResult.of(full), LoadResult.of(unchanged));
    }

    private LoadResult load(List<String> names, boolean unchanged, int duration)
            throws IOException, InterruptedException {
        return generator.run(
                freshet.port().number(), questions(names, unchanged), connections, duration);
    }

    private List<Question> questions(List<String> names, boolean unchanged) throws IOException {
        List<Question> questions = new ArrayList<>();
        try (HttpLine http = new HttpLine(freshet.port().number())) {
            for (String chart : names) {
                String path = "/charts/" + chart;
                questions.add(new Question(path, unchanged ? http.get(path, "").tag() : ""));
            }
        }
        return questions;
    }

    private String bytes(String chart) throws IOException {
        try (HttpLine http = new HttpLine(freshet.port().number())) {
            return "%,d".formatted(http.get("/charts/" + chart, "").body().length());
        }
    }

    private static String rate(LoadResult load) {
        return String.format(Locale.ROOT, "%,.0f", load.perSecond());
    }

    private static String p99(LoadResult load) {
        return String.format(Locale.ROOT, "%.2f", load.latencies().millis(99));
    }

    private static String ratio(double one, double other) {
        return String.format(Locale.ROOT, "%.2f", one / other);
    }
}
