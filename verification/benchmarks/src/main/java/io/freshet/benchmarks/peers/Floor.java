package io.freshet.benchmarks.peers;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import io.freshet.benchmarks.freshness.SourceLog;
import io.freshet.benchmarks.freshness.Stages;
import io.freshet.benchmarks.freshness.Writers;
import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.commandline.CommandFailure;
import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The best that this machine can do for one source: read by the highest id, publish with a confirm,
 * count in Postgres, notify, answer from memory; each step by the thinnest client, nothing exact,
 * nothing repeated after a failure.
 */
final class Floor {

    private static final long CONFIRM_MILLIS = 5_000;
    private static final int NOTIFICATION_MILLIS = 200;
    private static final long PROBE_MICROS = 2_000;
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);

    private final TestPostgres postgres;
    private final TestBroker broker;
    private final PeersPlan plan;
    private final AtomicReference<String> answer = new AtomicReference<>("{\"count\":0}");
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean ended;

    Floor(TestPostgres postgres, TestBroker broker, PeersPlan plan) {
        this.postgres = postgres;
        this.broker = broker;
        this.plan = plan;
    }

    PeerResult measure(Duration poll) throws IOException, InterruptedException, SQLException {
        String queue = TestBroker.uniquePrefix("bench-floor");
        try (BenchSource source = BenchSource.create(0, postgres.createDatabase("bench_source"));
                TestDatabase counts = postgres.createDatabase("bench_counts");
                com.rabbitmq.client.Connection connection = broker.connect();
                Connection consuming = counts.connect();
                CountServer server = CountServer.start(2, answer::get)) {
            counts.execute(
                    "create table counts (cnt text primary key, rows bigint)",
                    "insert into counts values ('all', 0)");
            Channel publishing = connection.createChannel();
            // exclusive, so that it goes with this connection, whatever happens
            publishing.queueDeclare(queue, true, true, false, null);
            publishing.confirmSelect();
            consume(connection.createChannel(), queue, consuming);
            Thread listening = started(() -> listen(counts));
            Thread tailing = started(() -> tail(source, poll, publishing, queue));
            SourceLog log = new SourceLog(source);
            long measuredFrom;
            try (CountProber prober = CountProber.start(server.port(), log, PROBE_MICROS)) {
                Writers writers =
                        Writers.start(
                                List.of(log), plan.commits(), 1, plan.warmUp(), plan.measured());
                writers.awaitEnd();
                Writers.settle(List.of(log), SETTLE_LIMIT);
                prober.check();
                measuredFrom = writers.measuredFrom();
            }
            Stages stages = new Stages();
            stages.add(log, measuredFrom);
            ended = true;
            tailing.join();
            listening.join();
            if (failure.get() != null) {
                throw new CommandFailure("the floor failed: " + failure.get(), failure.get());
            }
            return PeerResult.ofFreshness(
                    "floor: thinnest clients, %d ms polls".formatted(poll.toMillis()),
                    stages.whole());
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private Thread started(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Exception e) {
                                failure.compareAndSet(null, e);
                            }
                        },
                        "bench floor");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void tail(BenchSource source, Duration poll, Channel channel, String queue)
            throws SQLException, IOException, InterruptedException, TimeoutException {
        try (Connection connection = source.database().connect();
                PreparedStatement read =
                        connection.prepareStatement(
                                "select id, cnt, escs, tmins, belong, durecec from responses"
                                        + " where id > ?")) {
            long mark = 0;
            while (!ended) {
                long due = System.nanoTime() + poll.toNanos();
                read.setLong(1, mark);
                int rows = 0;
                try (ResultSet row = read.executeQuery()) {
                    for (; row.next(); rows++) {
                        mark = Math.max(mark, row.getLong(1));
                    }
                }
                if (rows > 0) {
                    byte[] body = Integer.toString(rows).getBytes(StandardCharsets.US_ASCII);
                    channel.basicPublish("", queue, MessageProperties.PERSISTENT_TEXT_PLAIN, body);
                    channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
                }
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        }
    }

    private void consume(Channel channel, String queue, Connection connection)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        PreparedStatement add =
                connection.prepareStatement(
                        "with added as (update counts set rows = rows + ? where cnt = 'all'"
                                + " returning rows) select pg_notify('bench_floor', rows::text)"
                                + " from added");
        channel.basicConsume(
                queue,
                false,
                (tag, delivery) -> {
                    String rows = new String(delivery.getBody(), StandardCharsets.US_ASCII);
                    try {
                        add.setLong(1, Long.parseLong(rows));
                        add.execute();
                        connection.commit();
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    } catch (SQLException e) {
                        failure.compareAndSet(null, e);
                    }
                },
                tag -> {});
    }

    private void listen(TestDatabase counts) throws SQLException {
        try (Connection connection = counts.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("listen bench_floor");
            PGConnection notifying = connection.unwrap(PGConnection.class);
            while (!ended) {
                PGNotification[] notifications = notifying.getNotifications(NOTIFICATION_MILLIS);
                if (notifications != null && notifications.length > 0) {
                    String rows = notifications[notifications.length - 1].getParameter();
                    answer.set("{\"count\":" + rows + "}");
                }
            }
        }
    }
}
