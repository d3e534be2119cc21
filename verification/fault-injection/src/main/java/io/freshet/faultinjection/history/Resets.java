package io.freshet.faultinjection.history;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Moves that replace the table or what it is made of. */
final class Resets {

    private static final long DRIFT_MILLIS = 700;

    private final SourceUnderTest source;
    private int columns;

    Resets(SourceUnderTest source) {
        this.source = source;
    }

    boolean deleteAll() throws SQLException {
        return source.run("delete from responses") > 0;
    }

    boolean truncate() throws SQLException {
        source.run("truncate responses");
        return true;
    }

    boolean truncateRestart() throws SQLException {
        source.run("truncate responses restart identity");
        return true;
    }

    boolean refill(Move move) throws SQLException {
        int rows = source.keys().size();
        source.run(
                "truncate responses restart identity",
                Rows.insert(move.where(), Math.max(1, Math.min(2_000, rows))));
        return true;
    }

    boolean backup() throws SQLException {
        source.run("drop table if exists kept", "create table kept as table responses");
        return true;
    }

    boolean restore() throws SQLException {
        if (source.numbers("select 1 where to_regclass('kept') is not null").isEmpty()) {
            backup();
        }
        source.run(
                "delete from responses",
                "insert into responses (id, %1$s) select id, %1$s from kept"
                        .formatted(Rows.COLUMNS));
        return true;
    }

    boolean recreate(Move move) throws SQLException {
        source.recreate();
        source.run(Rows.insert(move.where(), 100 * move.count()));
        return true;
    }

    boolean vacuumFull() throws SQLException {
        source.run("vacuum full responses");
        return true;
    }

    boolean rewrite(Move move) throws SQLException {
        source.run(
                "alter table responses alter column st001 type text using coalesce(st001, '') || '%d'"
                        .formatted(move.where()));
        return true;
    }

    boolean resetStatistics() throws SQLException {
        source.run("select pg_stat_reset()");
        return true;
    }

    boolean addColumn() throws SQLException {
        source.run(
                "alter table responses add column if not exists more"
                        + columns++
                        + " text default 'x'");
        return true;
    }

    boolean driftAndHeal() throws SQLException, InterruptedException {
        source.run("alter table responses rename column belong to belonging");
        TimeUnit.MILLISECONDS.sleep(DRIFT_MILLIS);
        // With patience: a column that keeps its other name would be a drift that nobody heals.
        source.alter("alter table responses rename column belonging to belong");
        return true;
    }
}
