package io.freshet.poller.source.postgres;

import io.freshet.poller.limit.PollerLimits;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/**
 * What a server says of itself when it is connected to.
 *
 * @param version such as 150004
 * @param encoding of its database, as PostgreSQL calls it
 * @param roleLimitMillis how long the role's own settings let a statement take; 0 for any time
 * @param roleLockMillis how long they let a statement wait for a lock; 0 for any time
 * @param position how far its history went; empty where it cannot tell
 */
record ServerFacts(
        int version,
        String encoding,
        long roleLimitMillis,
        long roleLockMillis,
        Optional<ServerPosition> position) {

    /** The oldest version that is read: 12. */
    static final int OLDEST_VERSION = 120_000;

    /** The oldest version that finds blocks of a table without reading the others: 14. */
    static final int READS_BLOCKS = 140_000;

    /** How long a statement may take, in milliseconds, unless the role's own limit is shorter. */
    static final long LONGEST_MILLIS = PollerLimits.SOURCE_STATEMENT.toMillis();

    /** Before the server has been asked. */
    static final ServerFacts UNKNOWN = new ServerFacts(0, "UTF8", 0, 0, Optional.empty());

    private static final String SETTINGS =
            """
            select pg_catalog.current_setting('server_version_num')::integer,
                   pg_catalog.current_setting('server_encoding'),
                   (select s.reset_val::bigint from pg_catalog.pg_settings as s
                    where s.name = 'statement_timeout'),
                   (select s.reset_val::bigint from pg_catalog.pg_settings as s
                    where s.name = 'lock_timeout')
            """;
    private static final String LIMIT =
            """
            select pg_catalog.set_config('statement_timeout', $1, false),
                   pg_catalog.set_config('lock_timeout', $2, false)
            """;
    private static final String POSITION =
            """
            select s.system_identifier,
                   case when pg_catalog.pg_is_in_recovery()
                        then greatest(c.timeline_id, r.min_recovery_end_timeline)::bigint
                        else ('x' || pg_catalog.substr(
                               pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8))::bit(32)::bigint end,
                   (case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn()
                         else pg_catalog.pg_current_wal_insert_lsn() end - '0/0'::pg_catalog.pg_lsn)::bigint,
                   pg_catalog.pg_is_in_recovery()
            from pg_catalog.pg_control_system() as s, pg_catalog.pg_control_checkpoint() as c,
                 pg_catalog.pg_control_recovery() as r
            """;

    /** Asks. Fails with a source's problem where nothing can be asked. */
    static Future<ServerFacts> of(PostgresConnection connection) {
        return connection
                .query(SETTINGS, Tuple.tuple())
                .map(rows -> rows.iterator().next())
                .compose(row -> limited(connection, row));
    }

    private static Future<ServerFacts> limited(PostgresConnection connection, Row row) {
        ServerFacts facts =
                new ServerFacts(
                        row.getInteger(0),
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        Optional.empty());
        Future<?> set =
                connection.isPooled()
                        ? Future.succeededFuture()
                        : connection.query(
                                LIMIT,
                                Tuple.of(
                                        Long.toString(facts.limitMillis()),
                                        Long.toString(facts.lockMillis())));
        return set.compose(done -> facts.positioned(connection));
    }

    private Future<ServerFacts> positioned(PostgresConnection connection) {
        return connection
                .ask(POSITION, Tuple.tuple())
                .map(rows -> Optional.of(position(rows.iterator().next())))
                .recover(
                        error ->
                                // Some that speak PostgreSQL's language have no such functions.
                                error instanceof PgException
                                        ? Future.succeededFuture(Optional.empty())
                                        : Future.failedFuture(connection.explain(error)))
                .map(
                        found ->
                                new ServerFacts(
                                        version, encoding, roleLimitMillis, roleLockMillis, found));
    }

    private static ServerPosition position(Row row) {
        return new ServerPosition(
                row.getLong(0),
                row.getLong(1),
                row.getLong(2) == null ? 0 : row.getLong(2),
                row.getBoolean(3));
    }

    /** How long a statement may take, milliseconds. */
    long limitMillis() {
        return shorter(roleLimitMillis, LONGEST_MILLIS);
    }

    /**
     * How long a statement may wait for a lock, milliseconds: less than it may take, so that a
     * table that is locked is never taken for one whose rows are slow to read.
     */
    long lockMillis() {
        long most = Math.round(limitMillis() * PollerLimits.LOCK_WAIT_SHARE);
        return shorter(roleLockMillis, Math.max(1, most));
    }

    private static long shorter(long ofRole, long most) {
        return ofRole == 0 ? most : Math.min(ofRole, most);
    }
}
