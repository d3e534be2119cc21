package io.freshet.benchmarks.peers;

import io.freshet.benchmarks.freshness.SourceLog;
import io.freshet.benchmarks.freshness.Stages;
import io.freshet.benchmarks.freshness.Writers;
import io.freshet.benchmarks.harness.BenchSource;
import io.freshet.benchmarks.report.BenchmarkReport;
import io.freshet.benchmarks.serving.LoadGenerator;
import io.freshet.benchmarks.serving.LoadGenerator.Question;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a learner writes: a load of new rows every 30 seconds, by the highest id, into a table, and
 * a web server that sums all its rows up for each request.
 */
final class QueryPerRequest {

    private static final Duration BATCHES = Duration.ofSeconds(30);
    private static final long PROBE_MICROS = 20_000;
    private static final int CONNECTIONS = 8;
    private static final int LOAD_CONNECTIONS = 64;
    private static final int LOAD_SECONDS = 5;
    private static final String CHART =
            "select cnt, count(*), avg(escs), avg(tmins) / 60 from responses group by cnt";

    private final TestPostgres postgres;
    private final PeersPlan plan;
    private final BenchmarkReport report;
    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    QueryPerRequest(TestPostgres postgres, PeersPlan plan, BenchmarkReport report) {
        this.postgres = postgres;
        this.plan = plan;
        this.report = report;
    }

    PeerResult measure() throws IOException, InterruptedException, SQLException {
        report.progress(
                "query per request behind a load every %d s".formatted(BATCHES.toSeconds()));
        try (BenchSource source = BenchSource.create(0, postgres.createDatabase("bench_source"));
                TestDatabase served = postgres.createDatabase("bench_served")) {
            served.execute(
                    "create table responses (id bigint primary key, cnt text, escs numeric,"
                            + " tmins numeric, belong numeric, durecec numeric)");
            for (int number = 0; number < CONNECTIONS; number++) {
                connections.add(served.connect());
            }
            SourceLog log = new SourceLog(source);
            try (CountServer server = CountServer.start(CONNECTIONS, this::chart)) {
                Stages stages = freshness(source, served, log, server);
                served.execute(
                        "insert into responses select 1000000000 + i, 'Q' || i % 20, sin(i),"
                                + " i % 3000, cos(i), i % 9 from generate_series(1, "
                                + plan.servedRows()
                                + ") as i",
                        "analyze responses");
                report.progress("loading it");
                double answers =
                        LoadGenerator.choose()
                                .run(
                                        server.port(),
                                        List.of(new Question(CountServer.PATH, "")),
                                        LOAD_CONNECTIONS,
                                        LOAD_SECONDS)
                                .perSecond();
                return PeerResult.ofFreshness(
                                "query per request over %,d rows, load every %d s"
                                        .formatted(plan.servedRows(), BATCHES.toSeconds()),
                                stages.whole())
                        .withAnswersPerSecond(answers);
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private Stages freshness(
            BenchSource source, TestDatabase served, SourceLog log, CountServer server)
            throws InterruptedException {
        Thread loads = new Thread(() -> loadAgainAndAgain(source, served), "bench batch load");
        loads.setDaemon(true);
        long measuredFrom;
        try (CountProber prober = CountProber.start(server.port(), log, PROBE_MICROS)) {
            loads.start();
            Writers writers =
                    Writers.start(List.of(log), plan.commits(), 1, Duration.ZERO, plan.measured());
            writers.awaitEnd();
            Writers.settle(List.of(log), BATCHES.multipliedBy(2));
            ended = true;
            loads.interrupt();
            loads.join();
            prober.check();
            measuredFrom = writers.measuredFrom();
        }
        Stages stages = new Stages();
        stages.add(log, measuredFrom);
        return stages;
    }

    private String chart() throws SQLException, InterruptedException {
        Connection connection = connections.take();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CHART)) {
            StringBuilder groups = new StringBuilder();
            long rows = 0;
            while (row.next()) {
                rows += row.getLong(2);
                groups.append(
                        "{\"id\":\"%s\",\"value\":%s,\"hours\":%s},"
                                .formatted(
                                        row.getString(1),
                                        row.getBigDecimal(3),
                                        row.getBigDecimal(4)));
            }
            return "{\"datasets\":[" + groups + "{}],\"count\":" + rows + "}";
        } finally {
            connections.add(connection);
        }
    }

    private void loadAgainAndAgain(BenchSource source, TestDatabase served) {
        try (Connection from = source.database().connect();
                Connection to = served.connect()) {
            for (long mark = 0; !ended; TimeUnit.MILLISECONDS.sleep(BATCHES.toMillis())) {
                mark = load(from, to, mark);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("the batch load failed: " + e.getMessage(), e);
        }
    }

    private static long load(Connection from, Connection to, long mark) throws SQLException {
        long highest = mark;
        try (PreparedStatement read =
                        from.prepareStatement("select id, cnt, escs from responses where id > ?");
                PreparedStatement write =
                        to.prepareStatement(
                                "insert into responses (id, cnt, escs) values (?, ?, ?::numeric)")) {
            read.setLong(1, mark);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    highest = Math.max(highest, row.getLong(1));
                    write.setLong(1, row.getLong(1));
                    write.setString(2, row.getString(2));
                    write.setString(3, row.getString(3));
                    write.addBatch();
                }
            }
            to.setAutoCommit(false);
            write.executeBatch();
            to.commit();
        }
        return highest;
    }
}
