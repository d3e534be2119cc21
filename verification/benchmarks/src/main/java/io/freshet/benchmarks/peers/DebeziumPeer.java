package io.freshet.benchmarks.peers;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.freshet.benchmarks.freshness.SourceLog;
import io.freshet.benchmarks.freshness.Stages;
import io.freshet.benchmarks.freshness.Writers;
import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.harness.ProcessCost;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.commandline.CommandFailure;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Debezium Server, one process for each database, up to a consumer of the broker: where Freshet has
 * still to apply and to serve, Debezium is measured to be done. Its databases need {@code
 * wal_level=logical} and a user who may replicate.
 */
final class DebeziumPeer {

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(20);
    private static final Duration SNAPSHOT_LIMIT = Duration.ofMinutes(10);

    private final TestPostgres postgres;
    private final TestBroker broker;
    private final DebeziumDistribution distribution;
    private final PeersPlan plan;
    private final BenchmarkReport report;

    DebeziumPeer(
            TestPostgres postgres,
            TestBroker broker,
            DebeziumDistribution distribution,
            PeersPlan plan,
            BenchmarkReport report) {
        this.postgres = postgres;
        this.broker = broker;
        this.distribution = distribution;
        this.plan = plan;
        this.report = report;
    }

    PeerResult measure(boolean tuned) throws IOException, InterruptedException {
        String manner = tuned ? "10 ms polls, no schemas" : "defaults";
        report.progress("Debezium Server, " + manner);
        PeerResult result =
                freshness(
                        "Debezium Server %s, %s, to the broker only"
                                .formatted(DebeziumDistribution.VERSION, manner),
                        tuned);
        return snapshot(result, tuned);
    }

    private PeerResult freshness(String name, boolean tuned)
            throws IOException, InterruptedException {
        List<SourceLog> logs = new ArrayList<>();
        List<DebeziumServer> servers = new ArrayList<>();
        try (Connection connection = broker.connect()) {
            try {
                for (int number = 0; number < plan.databases(); number++) {
                    // not dropped: its replication slot would not let it; its server goes as a
                    // whole
                    BenchSource source =
                            BenchSource.create(number, postgres.createDatabase("bench_debezium"));
                    SourceLog log = new SourceLog(source);
                    AtomicLong rows = new AtomicLong();
                    String queue =
                            consumed(
                                    connection,
                                    () -> log.shown(rows.incrementAndGet(), System.nanoTime()));
                    servers.add(
                            DebeziumServer.start(
                                    distribution,
                                    source,
                                    broker,
                                    queue,
                                    plan.javaOptions(),
                                    tuned));
                    logs.add(log);
                }
                servers.forEach(DebeziumServer::awaitStreaming);
                Writers writers =
                        Writers.start(logs, plan.commits(), 1, plan.warmUp(), plan.measured());
                writers.awaitMeasuring();
                List<ProcessCost> before = servers.stream().map(DebeziumServer::cost).toList();
                writers.awaitEnd();
                List<ProcessCost> after = servers.stream().map(DebeziumServer::cost).toList();
                Writers.settle(logs, SETTLE_LIMIT);
                servers.forEach(DebeziumServer::check);
                Stages stages = new Stages();
                logs.forEach(log -> stages.add(log, writers.measuredFrom()));
                double cores = 0;
                for (int number = 0; number < after.size(); number++) {
                    cores += after.get(number).coresSince(before.get(number));
                }
                return PeerResult.ofFreshness(name, stages.whole())
                        .withCost(cores, after.stream().mapToLong(ProcessCost::most).sum());
            } finally {
                servers.forEach(DebeziumServer::close);
            }
        }
    }

    private PeerResult snapshot(PeerResult result, boolean tuned)
            throws IOException, InterruptedException {
        report.progress("its snapshot of %,d rows".formatted(plan.rows()));
        BenchSource source = BenchSource.create(0, postgres.createDatabase("bench_debezium"));
        source.fill(plan.rows());
        AtomicLong rows = new AtomicLong();
        AtomicLong first = new AtomicLong();
        AtomicLong last = new AtomicLong();
        try (Connection connection = broker.connect()) {
            String queue =
                    consumed(
                            connection,
                            () -> {
                                last.set(System.nanoTime());
                                first.compareAndSet(0, last.get());
                                rows.incrementAndGet();
                            });
            try (DebeziumServer server =
                    DebeziumServer.start(
                            distribution, source, broker, queue, plan.javaOptions(), tuned)) {
                long limit = System.nanoTime() + SNAPSHOT_LIMIT.toNanos();
                while (rows.get() < plan.rows()) {
                    server.check();
                    if (System.nanoTime() > limit) {
                        throw new CommandFailure(
                                "Debezium Server published only %,d of %,d rows in %s"
                                        .formatted(rows.get(), plan.rows(), SNAPSHOT_LIMIT));
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                return result.withRowsPerSecond(
                        plan.rows() / ((last.get() - first.get()) / 1e9), server.cost().most());
            }
        }
    }

    private static String consumed(Connection connection, Runnable each) throws IOException {
        String queue = TestBroker.uniquePrefix("bench-debezium");
        Channel channel = connection.createChannel();
        // exclusive, so that it goes with this connection, whatever happens
        channel.queueDeclare(queue, true, true, false, null);
        channel.queueBind(queue, DebeziumServer.EXCHANGE, queue);
        channel.basicConsume(queue, true, (tag, delivery) -> each.run(), tag -> {});
        return queue;
    }
}
