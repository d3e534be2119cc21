package io.freshet.benchmarks.peers;

import io.freshet.benchmarks.backfill.Backfill;
import io.freshet.benchmarks.freshness.FreshnessPlan;
import io.freshet.benchmarks.freshness.FreshnessResult;
import io.freshet.benchmarks.freshness.FreshnessRun;
import io.freshet.benchmarks.harness.BenchmarkHarness;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.report.Table;
import io.freshet.benchmarks.serving.LoadGenerator;
import io.freshet.benchmarks.serving.LoadGenerator.Question;
import io.freshet.commandline.bench.PeersOptions;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.ThrowawayPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@code bench peers}: Freshet, and what one would otherwise pick, one after the other in one run
 * on one Postgres, which is started for it as replication needs settings of its own, and on one
 * broker.
 */
public final class PeersCommand {

    private static final String FRESHET = "freshet";
    private static final String QUERY = "query-per-request";
    private static final String DEBEZIUM = "debezium";
    private static final String FLOOR = "floor";
    private static final int LOAD_CONNECTIONS = 64;
    private static final int LOAD_SECONDS = 5;

    private static final String BOUNDS =
            "Freshet is one process, Debezium Server one for each database; each has the same Java"
                    + " options, and memory is the sum over processes. Answers per second are those"
                    + " of a closed loop: Freshet's chart has one group and is answered from memory,"
                    + " that of the query per request has twenty and is asked of the database.";

    private PeersCommand() {}

    /** Measures and reports; 0 unless something could not be measured. */
    public static int run(PeersOptions options) throws Exception {
        PeersPlan plan =
                new PeersPlan(
                        options.databases(),
                        options.rate(),
                        options.warmUp(),
                        options.measured(),
                        options.rows(),
                        options.servedRows(),
                        BenchmarkHarness.javaOptions(options.java()));
        BenchmarkReport report = new BenchmarkReport(System.out);
        TestBroker broker = TestServers.broker();
        try (ThrowawayPostgres server =
                ThrowawayPostgres.start(
                        Map.of(
                                "wal_level", "logical",
                                "fsync", "on",
                                "synchronous_commit", "on",
                                "full_page_writes", "on"))) {
            TestPostgres postgres = server.server();
            report.begin(
                    "Side by side: %.0f single-row commits/s over %d databases"
                            .formatted(plan.commits(), plan.databases()),
                    options.typed(),
                    postgres.description() + " with wal_level=logical, " + broker.description());
            List<PeerResult> results = new ArrayList<>();
            List<String> chosen = options.only();
            if (chosen.contains(FRESHET)) {
                results.add(freshet(postgres, plan, Duration.ofMillis(100), options, report));
                results.add(freshet(postgres, plan, Duration.ofMillis(20), options, report));
            }
            if (chosen.contains(QUERY)) {
                results.add(new QueryPerRequest(postgres, plan, report).measure());
            }
            if (chosen.contains(DEBEZIUM)) {
                results.addAll(debezium(postgres, broker, plan, report));
            }
            if (chosen.contains(FLOOR)) {
                report.progress("the floor");
                results.add(new Floor(postgres, broker, plan).measure(Duration.ofMillis(100)));
                results.add(new Floor(postgres, broker, plan).measure(Duration.ofMillis(20)));
            }
            tell(results, report);
            report.writeTo(options.markdown());
            return 0;
        }
    }

    private static PeerResult freshet(
            TestPostgres postgres,
            PeersPlan plan,
            Duration poll,
            PeersOptions options,
            BenchmarkReport report)
            throws Exception {
        report.progress("Freshet, %d ms polls".formatted(poll.toMillis()));
        PeerResult result;
        try (BenchmarkHarness harness = BenchmarkHarness.create(plan.databases(), postgres)) {
            FreshnessResult outcome =
                    new FreshnessRun(
                                    new FreshnessPlan(
                                            plan.databases(),
                                            poll,
                                            plan.commits(),
                                            1,
                                            plan.warmUp(),
                                            plan.measured(),
                                            FreshnessPlan.Audience.NONE,
                                            options.java()),
                                    report)
                            .runOn(harness);
            result =
                    PeerResult.ofFreshness(
                                    "**Freshet, %d ms polls, to the chart**"
                                            .formatted(poll.toMillis()),
                                    outcome.stages().whole())
                            .withCost(outcome.freshet(), outcome.most());
        }
        try (BenchmarkHarness harness = BenchmarkHarness.create(1, postgres)) {
            harness.sources().get(0).fill(plan.rows());
            Backfill backfill = Backfill.measure(harness, plan.rows(), options.java());
            LoadGenerator generator = LoadGenerator.choose();
            List<Question> chart = List.of(new Question("/charts/escs", ""));
            int port = harness.freshet().port().number();
            generator.run(port, chart, LOAD_CONNECTIONS, LOAD_SECONDS);
            return result.withRowsPerSecond(backfill.perSecond(), backfill.most())
                    .withAnswersPerSecond(
                            generator.run(port, chart, LOAD_CONNECTIONS, LOAD_SECONDS).perSecond());
        }
    }

    private static List<PeerResult> debezium(
            TestPostgres postgres, TestBroker broker, PeersPlan plan, BenchmarkReport report)
            throws Exception {
        Optional<Path> java = DebeziumDistribution.findJava();
        if (java.isEmpty()) {
            report.paragraph("Debezium Server was left out: it needs Java 21 or newer.");
            return List.of();
        }
        report.progress("fetching Debezium Server (780 MB where it was not fetched before)");
        DebeziumDistribution distribution = DebeziumDistribution.prepare(java.get());
        DebeziumPeer peer = new DebeziumPeer(postgres, broker, distribution, plan, report);
        return List.of(peer.measure(false), peer.measure(true));
    }

    private static void tell(List<PeerResult> results, BenchmarkReport report) {
        Table freshness = Table.ofDistributions("freshness");
        Table rest =
                Table.of(
                        "",
                        "p50 against the first",
                        "p99 against the first",
                        "first load rows/s",
                        "answers/s",
                        "cores",
                        "memory MiB");
        PeerResult freshet = results.get(0);
        for (PeerResult result : results) {
            freshness.row(result.name(), result.freshness());
            rest.row(
                    result.name(),
                    times(result.freshness().millis(50), freshet.freshness().millis(50)),
                    times(result.freshness().millis(99), freshet.freshness().millis(99)),
                    text("%,.0f", result.rowsPerSecond()),
                    text("%,.0f", result.answersPerSecond()),
                    text("%.2f", result.cores()),
                    result.memory().isEmpty()
                            ? ""
                            : "%,d".formatted(result.memory().getAsLong() >> 20));
        }
        report.table(freshness);
        report.table(rest);
        report.paragraph(BOUNDS);
    }

    private static String times(double one, double other) {
        return String.format(Locale.ROOT, "× %.2f", one / other);
    }

    private static String text(String format, OptionalDouble number) {
        return number.isEmpty() ? "" : String.format(Locale.ROOT, format, number.getAsDouble());
    }
}
