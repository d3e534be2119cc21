package io.freshet.poller.source.postgres;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_CHANGE_COUNTS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_DESCRIPTION;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_DOUBLE_KEYS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_LEAVING_OUT_SLOW_ROWS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_ROWS_WITHOUT_KEY;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_ROW_TIMES;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_WRITE_MARKS;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.SourceConfig.AccessConfig;
import io.freshet.poller.source.ContractSource;
import io.freshet.poller.source.SourceCapability;
import io.freshet.poller.source.SourceConnector;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.faults.FaultProxy;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;

/** A PostgreSQL server as the contract needs it; read through a proxy that disturbs it. */
class PostgresContractSource extends ContractSource {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Otherwise what a session changed is counted when it has ended, a moment later. */
    private static final String COUNT_NOW =
            "do $$ begin if current_setting('server_version_num')::integer >= 150000"
                    + " then perform pg_stat_force_next_flush(); end if; end $$";

    private final PostgresSource source;
    private final boolean pooled;
    private FaultProxy proxy;
    private Connection lock;

    PostgresContractSource(TestPostgres server, boolean pooled) {
        this.source = new PostgresSource(server);
        this.pooled = pooled;
    }

    /** The database that is written to. */
    final PostgresSource database() {
        return source;
    }

    /** The address of what is read. */
    String address() {
        return source.database().url();
    }

    /** Returns when what was written can be read. */
    void awaitVisible() {
        // At once, where it was written.
    }

    @Override
    public Set<SourceCapability> capabilities() {
        return Set.of(
                SUPPORTS_CHANGE_COUNTS,
                SUPPORTS_WRITE_MARKS,
                SUPPORTS_ROW_TIMES,
                SUPPORTS_DOUBLE_KEYS,
                SUPPORTS_ROWS_WITHOUT_KEY,
                SUPPORTS_LEAVING_OUT_SLOW_ROWS,
                SUPPORTS_DESCRIPTION);
    }

    @Override
    protected SourceConnector connector() {
        return source.connector(new Patience(PATIENCE, PATIENCE));
    }

    @Override
    protected SourceConfig config() {
        return configOf(
                proxy().reroute(address()),
                source.database().reader(),
                new AccessConfig(pooled, false, ZoneOffset.UTC));
    }

    private FaultProxy proxy() {
        if (proxy == null) {
            DatabaseUrl url = DatabaseUrl.parse(address());
            proxy = FaultProxy.inFrontOf(url.host(), url.port());
        }
        return proxy;
    }

    @Override
    public <T> T await(Future<T> future) {
        return source.await(future);
    }

    @Override
    public long nowMicros() {
        return System.currentTimeMillis() * 1_000;
    }

    @Override
    public void limitStatements(Duration limit) {
        source.setForReader("statement_timeout", "'%dms'".formatted(limit.toMillis()));
        awaitVisible();
    }

    private void write(String... statements) {
        String[] counted = Arrays.copyOf(statements, statements.length + 1);
        counted[statements.length] = COUNT_NOW;
        source.database().execute(counted);
        awaitVisible();
    }

    @Override
    public void createTable() {
        source.createTable();
        awaitVisible();
    }

    @Override
    public void dropTable() {
        write("drop table responses");
    }

    @Override
    public void dropColumn(String name) {
        write("alter table responses drop column " + name);
    }

    @Override
    public void put(long key, String value) {
        write(upsert("values (%d, %s)".formatted(key, literal(value))));
    }

    @Override
    public void fill(long from, long to) {
        write(upsert("select i, 'v' || i from generate_series(%d, %d) as i".formatted(from, to)));
    }

    private static String upsert(String rows) {
        return "insert into responses (id, cnt) %s on conflict (id) do update set cnt = excluded.cnt"
                .formatted(rows);
    }

    private static String literal(String value) {
        return value == null ? "null" : "'" + value.replace("'", "''") + "'";
    }

    @Override
    public void remove(long from, long to) {
        write("delete from responses where id between %d and %d".formatted(from, to));
    }

    @Override
    public void truncate() {
        write("truncate responses");
    }

    @Override
    public void date(long micros) {
        write(
                "alter table responses add created_at timestamptz",
                "update responses set created_at = '1970-01-01 00:00:00Z'::timestamptz + %d * interval '1 microsecond'"
                        .formatted(micros));
    }

    /** Behind a view nobody sees to it that keys are there, and there once. */
    @Override
    public void insert(Long key, String value) {
        write(
                "create table if not exists answers as select id, cnt, escs, tmins, belong, durecec"
                        + " from responses",
                "insert into answers (id, cnt) values (%d, %s)".formatted(key, literal(value)),
                "drop table if exists replaced",
                "do $$ begin if (select relkind from pg_class where oid = 'responses'::regclass) ="
                        + " 'r' then alter table responses rename to replaced; end if; end $$",
                "create or replace view responses as select * from answers");
    }

    @Override
    public void slowDown(long key) {
        write(
                "alter table responses rename to answers",
                "create function slow(id bigint) returns text language plpgsql stable as"
                        + " $$ begin if id = %d then perform pg_sleep(30); end if; return '1'; end $$"
                                .formatted(key),
                "create view responses as select id, cnt, escs, tmins, belong, slow(id) as durecec"
                        + " from answers");
    }

    @Override
    public void lock(boolean on) {
        try {
            if (on) {
                lock = source.database().connect();
                lock.setAutoCommit(false);
                try (Statement statement = lock.createStatement()) {
                    statement.execute("lock table responses in access exclusive mode");
                }
            } else {
                lock.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // What is committed after it carries the lock to a standby.
        write("create table lock_%s (id bigint)".formatted(on ? "taken" : "released"));
    }

    @Override
    public void pauseReplay(boolean on) {
        throw new UnsupportedOperationException("what is written can be read at once");
    }

    @Override
    public void cut() {
        proxy().reset();
    }

    @Override
    public void goDown() {
        proxy().refuse();
    }

    @Override
    public void fallSilent() {
        proxy().hang();
    }

    @Override
    public void close() {
        super.close();
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            proxy().close();
            source.close();
        }
    }
}
