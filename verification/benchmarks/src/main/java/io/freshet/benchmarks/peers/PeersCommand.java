package io.freshet.benchmarks.peers;

import io.freshet.benchmarks.backfill.Backfill;
import io.freshet.benchmarks.freshness.FreshnessPlan;
import io.freshet.benchmarks.freshness.FreshnessRun;
import io.freshet.benchmarks.freshness.FreshnessRun.Outcome;
import io.freshet.benchmarks.harness.CommonOptions;
import io.freshet.benchmarks.harness.Rig;
import io.freshet.benchmarks.report.Report;
import io.freshet.benchmarks.report.Table;
import io.freshet.benchmarks.serving.LoadGenerator;
import io.freshet.benchmarks.serving.LoadGenerator.Question;
import io.freshet.launcher.Options;
import io.freshet.launcher.UsageException;
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
import java.util.Set;

/**
 * {@code bench peers}: Freshet, and what one would otherwise pick, one after the other in one run
 * on one Postgres, which is started for it as replication needs settings of its own, and on one
 * broker.
 */
public final class PeersCommand {

    private static final String NAME = "peers";
    private static final String FRESHET = "freshet";
    private static final String QUERY = "query-per-request";
    private static final String DEBEZIUM = "debezium";
    private static final String FLOOR = "floor";
    private static final String ALL = String.join(",", FRESHET, QUERY, DEBEZIUM, FLOOR);
    private static final int LOAD_CONNECTIONS = 64;
    private static final int LOAD_SECONDS = 5;

    private PeersCommand() {}

    /** Measures and reports; 0 unless something could not be measured. */
    public static int run(List<String> arguments) throws Exception {
        Options options =
                Options.parse(
                        NAME,
                        arguments,
                        CommonOptions.and(
                                "--databases",
                                "--rate",
                                "--warm-up",
                                "--seconds",
                                "--rows",
                                "--served-rows",
                                "--only"),
                        Set.of());
        CommonOptions common = CommonOptions.of(options);
        PeersPlan plan =
                new PeersPlan(
                        (int) options.number("--databases", 1, 20, 3),
                        options.number("--rate", 1, 5_000, 400),
                        Duration.ofSeconds((long) options.number("--warm-up", 0, 600, 20)),
                        Duration.ofSeconds((long) options.number("--seconds", 1, 3_600, 60)),
                        (long) options.number("--rows", 1_000, 10_000_000, 1_000_000),
                        (long) options.number("--served-rows", 100, 10_000_000, 100_000));
        Report report = new Report(System.out);
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
                    CommonOptions.command(NAME, arguments),
                    postgres.description() + " with wal_level=logical, " + broker.description());
            List<Finding> findings = new ArrayList<>();
            Set<String> chosen = chosen(options);
            if (chosen.contains(FRESHET)) {
                findings.add(freshet(postgres, plan, Duration.ofMillis(100), common, report));
                findings.add(freshet(postgres, plan, Duration.ofMillis(20), common, report));
            }
            if (chosen.contains(QUERY)) {
                findings.add(new QueryPerRequest(postgres, plan, report).measure());
            }
            if (chosen.contains(DEBEZIUM)) {
                findings.addAll(debezium(postgres, broker, plan, report));
            }
            if (chosen.contains(FLOOR)) {
                report.progress("the floor");
                findings.add(new Floor(postgres, broker, plan).measure(Duration.ofMillis(100)));
                findings.add(new Floor(postgres, broker, plan).measure(Duration.ofMillis(20)));
            }
            tell(findings, report);
            report.writeTo(common.markdown());
            return 0;
        }
    }

    private static Set<String> chosen(Options options) {
        Set<String> chosen = Set.of(options.text("--only").orElse(ALL).split(",", -1));
        Set<String> known = Set.of(ALL.split(",", -1));
        if (!known.containsAll(chosen)) {
            throw new UsageException(
                    "%s: --only takes names out of %s, with commas between".formatted(NAME, ALL));
        }
        return chosen;
    }

    private static Finding freshet(
            TestPostgres postgres,
            PeersPlan plan,
            Duration poll,
            CommonOptions common,
            Report report)
            throws Exception {
        report.progress("Freshet, %d ms polls".formatted(poll.toMillis()));
        Finding finding;
        try (Rig rig = Rig.create(plan.databases(), postgres)) {
            Outcome outcome =
                    new FreshnessRun(
                                    new FreshnessPlan(
                                            plan.databases(),
                                            poll,
                                            plan.commits(),
                                            1,
                                            plan.warmUp(),
                                            plan.measured(),
                                            FreshnessPlan.Audience.NONE,
                                            common.java()),
                                    report)
                            .runOn(rig);
            finding =
                    Finding.ofFreshness(
                                    "**Freshet, %d ms polls, to the chart**"
                                            .formatted(poll.toMillis()),
                                    outcome.stages().whole())
                            .withCost(outcome.freshet(), outcome.most());
        }
        try (Rig rig = Rig.create(1, postgres)) {
            rig.sources().get(0).fill(plan.rows());
            Backfill backfill = Backfill.measure(rig, plan.rows(), common.java());
            LoadGenerator generator = LoadGenerator.choose();
            List<Question> chart = List.of(new Question("/charts/escs", ""));
            int port = rig.freshet().port();
            generator.run(port, chart, LOAD_CONNECTIONS, LOAD_SECONDS);
            return finding.withRowsPerSecond(backfill.perSecond(), backfill.most())
                    .withAnswersPerSecond(
                            generator.run(port, chart, LOAD_CONNECTIONS, LOAD_SECONDS).perSecond());
        }
    }

    private static List<Finding> debezium(
            TestPostgres postgres, TestBroker broker, PeersPlan plan, Report report)
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

    private static void tell(List<Finding> findings, Report report) {
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
        Finding freshet = findings.get(0);
        for (Finding finding : findings) {
            freshness.row(finding.name(), finding.freshness());
            rest.row(
                    finding.name(),
                    times(finding.freshness().millis(50), freshet.freshness().millis(50)),
                    times(finding.freshness().millis(99), freshet.freshness().millis(99)),
                    text("%,.0f", finding.rowsPerSecond()),
                    text("%,.0f", finding.answersPerSecond()),
                    text("%.2f", finding.cores()),
                    finding.memory().isEmpty()
                            ? ""
                            : "%,d".formatted(finding.memory().getAsLong() >> 20));
        }
        report.table(freshness);
        report.table(rest);
    }

    private static String times(double one, double other) {
        return String.format(Locale.ROOT, "× %.2f", one / other);
    }

    private static String text(String format, OptionalDouble number) {
        return number.isEmpty() ? "" : String.format(Locale.ROOT, format, number.getAsDouble());
    }
}
