package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever settings the reader's role has, reads are done under the same ones. */
class RoleSettingsTest {

    enum Way {
        STRAIGHT,
        POOLED_WITHOUT_POOLER,
        THROUGH_PGBOUNCER
    }

    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private final List<PostgresConnection> connections = new ArrayList<>();
    private PgBouncer bouncer;
    private long nextId = 1_000;
    @TempDir private Path folder;

    @AfterEach
    void close() {
        connections.forEach(PostgresConnection::close);
        if (bouncer != null) {
            bouncer.close();
        }
        source.close();
    }

    private PostgresConnection connect(Way way) throws Exception {
        source.read(new AccessConfig(way != Way.STRAIGHT, false, ZoneOffset.UTC));
        String url = source.database().url();
        if (way == Way.THROUGH_PGBOUNCER) {
            if (bouncer == null) {
                bouncer =
                        PgBouncer.inFrontOf(source.database(), source.database().reader(), folder);
            }
            url = bouncer.url(source.database());
        }
        PostgresConnection connection = source.open(url, source.database().reader());
        connections.add(connection);
        return connection;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void noWriterFailsBecauseOfAReader(Way way) throws Exception {
        source.createTable();
        source.insert(1, 200);
        assertThat(failures(10, new SerializableReader()))
                .as("what has to be avoided")
                .isPositive();
        source.setForReader("default_transaction_isolation", "serializable");
        source.setForReader("default_transaction_deferrable", "on");
        PostgresConnection connection = connect(way);
        SourceTable table = source.await(connection.verify(source.table()));

        int failures =
                failures(
                        10,
                        () -> {
                            source.readAll(table);
                            source.sums(table, KeyRange.ALL);
                        });

        assertThat(failures).isZero();
        assertThat(setting(connection, "transaction_isolation")).isEqualTo("read committed");
        assertThat(setting(connection, "transaction_read_only")).isEqualTo("on");
        assertThat(setting(connection, "transaction_deferrable")).isEqualTo("off");
    }

    private String setting(PostgresConnection connection, String name) {
        return source.await(
                        connection.query("select pg_catalog.current_setting($1)", Tuple.of(name)))
                .iterator()
                .next()
                .getString(0);
    }

    /**
     * How often of some times a writer cannot commit, when there is a reader between two writers.
     */
    private int failures(int times, ThrowingReader reader) throws Exception {
        int failures = 0;
        for (int i = 0; i < times; i++) {
            try (Connection first = serializable();
                    Connection second = serializable();
                    Statement one = first.createStatement();
                    Statement two = second.createStatement()) {
                one.executeQuery("select sum(id) from responses").close();
                two.executeUpdate("insert into responses (id) values (%d)".formatted(nextId++));
                second.commit();
                reader.read();
                one.executeUpdate("update responses set escs = '%d' where id = 120".formatted(i));
                first.commit();
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("40001");
                failures++;
            }
        }
        return failures;
    }

    @FunctionalInterface
    private interface ThrowingReader {
        void read() throws Exception;
    }

    private final class SerializableReader implements ThrowingReader {
        @Override
        public void read() throws SQLException {
            try (Connection reader = serializable();
                    Statement statement = reader.createStatement()) {
                statement.executeQuery("select * from responses").close();
                reader.commit();
            }
        }
    }

    private Connection serializable() throws SQLException {
        Connection connection = source.database().connect();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        return connection;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void functionsOfTheRolesOwnAreNotCalled(Way way) throws Exception {
        source.createTable();
        source.insert(1, 5);
        long[] digests = digests(way);
        source.database()
                .execute(
                        "create function public.hashtextextended(text, bigint) returns bigint immutable language sql as 'select 0::bigint'",
                        "create function public.octet_length(text) returns integer immutable language sql as 'select 1/0'",
                        "create function public.count() returns bigint immutable language sql as 'select 0::bigint'",
                        "create domain public.text as integer",
                        "create function public.\"left\"(pg_catalog.text, integer) returns pg_catalog.text immutable language sql as 'select null::pg_catalog.text'",
                        "create function public.eq(bigint, bigint) returns boolean immutable language sql as 'select false'",
                        "create operator public.<> (leftarg = bigint, rightarg = bigint, procedure = public.eq)");
        source.setForReader("search_path", "public, pg_catalog");

        assertThat(digests(way)).isEqualTo(digests);
    }

    private long[] digests(Way way) throws Exception {
        SourceTable table = source.await(connect(way).verify(source.table()));
        RowBlock rows = source.await(table.readRange(KeyRange.ALL, 1)).rows();
        assertThat(source.sums(table, KeyRange.ALL).get(0L).digest())
                .isEqualTo(Arrays.stream(rows.digests()).sum());
        return rows.digests();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void valuesArePrintedInOneForm(Way way) throws Exception {
        source.database()
                .execute(
                        "create table printed (id bigint primary key, i interval, b bytea, t timestamptz, d date, f float8, m money)",
                        "set lc_monetary to 'C'",
                        "insert into printed values (1, '1 mon 2 days 03:04:05', '\\x00ff', '2026-11-21 04:05:06Z', '2026-11-21', 0.1::float8 + 0.2, '1.50')");
        RowBlock before = printed(way);
        source.setForReader("intervalstyle", "'iso_8601'");
        source.setForReader("bytea_output", "'escape'");
        source.setForReader("timezone", "'Asia/Kolkata'");
        source.setForReader("datestyle", "'German'");
        source.setForReader("extra_float_digits", "'-10'");
        source.setForReader("lc_monetary", "'C.UTF-8'");

        RowBlock after = printed(way);

        assertThat(after.digests()).isEqualTo(before.digests());
        for (int column = 0; column < after.columns().size(); column++) {
            assertThat(after.values(column)).isEqualTo(before.values(column));
        }
        assertThat(before.values(0)).containsExactly("1 mon 2 days 03:04:05");
        assertThat(before.values(1)).containsExactly("\\x00ff");
        assertThat(before.values(2)).containsExactly("2026-11-21 04:05:06+00");
        assertThat(before.values(4)).containsExactly("0.30000000000000004");
    }

    private RowBlock printed(Way way) throws Exception {
        SourceTable table =
                source.await(
                        connect(way)
                                .verify(
                                        AnyTable.of(
                                                "printed", "id", "i", "b", "t", "d", "f", "m")));
        return source.await(table.readRange(KeyRange.ALL, 1)).rows();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void allQuestionsAreAnswered(Way way) throws Exception {
        source.createTable();
        source.insert(1, 2_000);
        SourceTable table = source.await(connect(way).verify(source.table(), -17));

        assertThat(source.readAll(table).size()).isEqualTo(2_000);
        assertThat(source.sums(table, new KeyRange(0, 1_023)).get(0L).rows()).isEqualTo(1_023);
        assertThat(
                        source.await(table.digests(List.of(new KeyRange(3, 4), new KeyRange(9, 9))))
                                .byKey())
                .containsOnlyKeys(3L, 4L, 9L);
        assertThat(source.await(table.readKeys(List.of(5L), 1)).rows().keys()).containsExactly(5);
        assertThat(source.await(table.probe(List.of(), 1, 10)).rows().size()).isZero();
        assertThat(source.await(table.highestKey())).hasValue(2_000);
        assertThat(source.await(table.hints()).highestKey()).hasValue(2_000);
        source.await(table.verify());
    }
}
