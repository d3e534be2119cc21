package io.freshet.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.oracle.OracleVerdict;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.processes.FreshetProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The ways in which readers by id mark, by timestamp mark and by snapshot are known to lose rows
 * for ever, each made on purpose. In every one a later row is published first.
 */
@Tag("slow")
class KnownLeaksTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** The longest that it may take until a poller that was killed runs again and has read on. */
    private static final Duration BACK = Duration.ofSeconds(90);

    /** The longest that an insert may take to be seen, however it was committed. */
    private static final Duration NASTIEST = Duration.ofSeconds(5);

    private static final String ROW = "insert into responses (cnt, escs) values ('FRA', '1.25')";

    private static Installation system;
    private static SourceUnderTest source;
    private static SurveyOracle oracle;

    @BeforeAll
    static void start() throws Exception {
        system = SharedInstallation.withEmptySources();
        source = system.sources().get(0);
        oracle = system.oracle();
        assertThat(oracle.await(Duration.ofSeconds(90)).explanation()).isEmpty();
    }

    @Test
    void rowUnderAKeyFetchedBeforeItsTransactionBegan() throws Exception {
        try (Connection early = source.database().connect()) {
            // Absent from every snapshot: a warmed-up sequence hands out keys without an xid.
            for (int i = 0; i < 3; i++) {
                key(early);
            }
            long key = key(early);
            laterRowIsPublished();

            source.database()
                    .execute(
                            "insert into responses (id, cnt, escs) values ("
                                    + key
                                    + ", 'ITA', '2')");
        }

        assertSeen();
    }

    @Test
    void rowOfAStatementThatIsSlowBetweenNextvalAndItsFirstWrite() throws Exception {
        CompletableFuture<Void> slow =
                CompletableFuture.runAsync(
                        () ->
                                source.database()
                                        .execute(
                                                """
                                                with taken as materialized (select nextval('responses_id_seq') as n)
                                                insert into responses (id, cnt, escs)
                                                select n, 'FRA', '1.5' from taken, lateral (select pg_sleep(2 + 0 * n)) as slow
                                                """));
        awaitInSource("select exists (select from pg_stat_activity where wait_event = 'PgSleep')");
        laterRowIsPublished();

        slow.join();

        assertSeen();
    }

    @Test
    void rowOfASubtransaction() throws Exception {
        try (Connection open = source.database().connect()) {
            open.setAutoCommit(false);
            // Its xid is in no snapshot's list: only its parent's is.
            execute(
                    open,
                    "select 1",
                    "savepoint one",
                    ROW,
                    "release savepoint one",
                    "savepoint two");
            execute(open, ROW, "rollback to savepoint two");
            laterRowIsPublished();

            open.commit();
        }

        assertSeen();
    }

    @Test
    void rowOfATransactionThatIsOpenForLongerThanAnyWindow() throws Exception {
        try (Connection open = source.database().connect()) {
            open.setAutoCommit(false);
            execute(open, ROW);
            laterRowIsPublished();
            // Older than the gaps that every poll probes.
            awaitInSource(
                    "select max(now() - xact_start) > interval '4 s' from pg_stat_activity"
                            + " where state = 'idle in transaction'");

            open.commit();
        }

        assertSeen();
    }

    @Test
    void rowThatIsFresherThanATransactionElsewhere() throws Exception {
        try (Connection elsewhere = source.database().connect()) {
            elsewhere.setAutoCommit(false);
            execute(elsewhere, "insert into elsewhere values (1)");

            laterRowIsPublished();
        }
    }

    @Test
    void preparedTransaction() throws Exception {
        try (Connection open = source.database().connect()) {
            open.setAutoCommit(false);
            execute(open, ROW, "prepare transaction 'known_leak'");
        }
        laterRowIsPublished();

        source.database().execute("commit prepared 'known_leak'");

        assertSeen();
    }

    @Test
    void rowsOfOneTimestampAndOlderOnes() throws Exception {
        source.database()
                .execute("alter table responses add column if not exists created_at timestamptz");
        laterRowAt("2026-01-02");

        laterRowAt("2026-01-02");
        laterRowAt("2026-01-01");
    }

    private static void laterRowAt(String timestamp) throws Exception {
        source.database()
                .execute(
                        "insert into responses (cnt, escs, created_at) values ('FRA', '1', '%s')"
                                .formatted(timestamp));
        assertSeen();
    }

    @Test
    void updateThatTouchesNoTimestamp() throws Exception {
        laterRowIsPublished();

        source.database().execute("update responses set escs = '-3' where id % 2 = 0");

        assertExactWithin(LIMIT);
    }

    @Test
    void restartInTheMiddleOfAFirstRead() throws Exception {
        long before = count();
        source.database()
                .execute(
                        "insert into responses (cnt, escs) select 'MEX', (i % 9)::text from generate_series(1, 60000) as i");
        awaitRows(before + 5_000);

        system.pollers().forEach(FreshetProcess::kill);
        system.pollers().forEach(FreshetProcess::start);

        assertExactWithin(BACK);
    }

    /** Waits until a question is answered with true. */
    private static void awaitInSource(String question) throws Exception {
        long until = System.nanoTime() + LIMIT.toNanos();
        try (Connection connection = source.database().connect();
                Statement statement = connection.createStatement()) {
            while (!isTrue(statement, question)) {
                assertThat(System.nanoTime()).as(question).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void awaitRows(long atLeast) throws Exception {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (count() < atLeast) {
            assertThat(System.nanoTime()).as("rows shown: %d", count()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static long count() throws Exception {
        return Long.parseLong(system.chartApi().get("/charts/submissions").replaceAll("\\D", ""));
    }

    /** Not for the judge, who takes his time while the source must be at rest. */
    private static void laterRowIsPublished() throws Exception {
        long before = count();
        source.database().execute(ROW);
        awaitRows(before + 1);
    }

    private static void assertSeen() throws Exception {
        assertExactWithin(NASTIEST);
    }

    private static void assertExactWithin(Duration limit) throws Exception {
        OracleVerdict verdict = oracle.await(limit);
        assertThat(verdict.explanation()).isEmpty();
    }

    private static long key(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select nextval('responses_id_seq')")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
