package io.freshet.faultinjection.history;

import java.sql.SQLException;
import java.util.List;

/** Moves that change or delete rows. */
final class Edits {

    private final SourceUnderTest source;

    Edits(SourceUnderTest source) {
        this.source = source;
    }

    boolean updateRange(Move move) throws SQLException {
        return source.run(
                        "update responses set "
                                + Rows.change(move.where())
                                + " where "
                                + somewhere(move))
                > 0;
    }

    boolean updateNewest(Move move) throws SQLException {
        return source.run(
                        "update responses set "
                                + Rows.change(move.where())
                                + " where id = (select max(id) from responses)")
                > 0;
    }

    boolean moveKey(Move move) throws SQLException {
        List<Long> keys = source.keys();
        if (keys.isEmpty()) {
            return false;
        }
        long key = keys.get(move.where() % keys.size());
        boolean below = move.count() % 2 == 0 || key == Rows.LAST_KEY || keys.contains(key + 1);
        long to = below ? -20_000L - move.where() : key + 1;
        return source.run(
                        "update responses set id = %d where id = %d and not exists (select from responses where id = %d)"
                                .formatted(to, key, to))
                > 0;
    }

    boolean updateInVain(Move move) throws SQLException {
        return source.run("update responses set escs = escs where " + somewhere(move)) > 0;
    }

    boolean deleteRange(Move move) throws SQLException {
        return source.run("delete from responses where " + somewhere(move)) > 0;
    }

    boolean deleteNewestAndReuse(Move move) throws SQLException {
        int deleted =
                source.run(
                        "delete from responses where id in (select id from responses order by id desc limit %d)"
                                .formatted(1 + move.count() / 4));
        source.run(Rows.GO_ON_BEHIND_NEWEST);
        source.run(Rows.insert(move.where(), 1 + move.count() / 8));
        return deleted > 0;
    }

    private static String somewhere(Move move) {
        return ("id in (select id from responses order by id"
                        + " offset (select %d %% greatest(1, count(*)) from responses) limit %d)")
                .formatted(move.where(), move.count());
    }
}
