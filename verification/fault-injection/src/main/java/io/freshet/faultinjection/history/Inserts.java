package io.freshet.faultinjection.history;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** Moves that add rows. */
final class Inserts {

    private static final int MOST_SINGLE = 15;
    private static final String NEXT_KEYS =
            "select nextval('responses_id_seq') from generate_series(1, %d)";
    private static final String SLOW =
            """
            with taken as materialized (select nextval('responses_id_seq') as n)
            insert into responses (id, cnt, escs)
            select n, 'FRA', '1.5' from taken, lateral (select pg_sleep(0.3 + 0 * n)) as slow
            """;

    private final SourceUnderTest source;
    private final List<Long> taken = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    Inserts(SourceUnderTest source) {
        this.source = source;
    }

    boolean insert(Move move) throws SQLException {
        return source.run(Rows.insert(move.where(), move.count())) > 0;
    }

    boolean insertEach(Move move) throws SQLException {
        for (int i = 0; i < Math.min(MOST_SINGLE, move.count()); i++) {
            source.run(Rows.insert(move.where() + i, 1));
        }
        return true;
    }

    boolean copy(Move move) throws SQLException {
        String lines =
                IntStream.range(0, move.count())
                        .mapToObj(i -> "ITA\t" + (i + move.where() % 7) / 4.0 + "\t\\N\t0.5\t2\n")
                        .collect(Collectors.joining());
        try {
            return source.connection()
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy responses (" + Rows.COLUMNS + ") from stdin",
                                    new StringReader(lines))
                    > 0;
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    boolean explicitLow(Move move) throws SQLException {
        return source.run(Rows.insertFrom(-1L - move.where(), move.where(), move.count())) > 0;
    }

    boolean explicitAhead(Move move) throws SQLException {
        List<Long> keys = source.keys();
        long highest = keys.isEmpty() ? 0 : keys.get(keys.size() - 1);
        long first = Math.min(highest, 1_000_000_000L) + 1 + move.where() / 4;
        return source.run(Rows.insertFrom(first, move.where(), move.count())) > 0;
    }

    boolean takeKeys(Move move) throws SQLException {
        taken.addAll(source.numbers(NEXT_KEYS.formatted(move.count())));
        return true;
    }

    boolean useTakenKeys(Move move) throws SQLException {
        if (taken.isEmpty()) {
            takeKeys(move);
        }
        int used = Math.min(taken.size(), move.count());
        int inserted = 0;
        for (int i = 0; i < used; i++) {
            long key = taken.remove((move.where() + i) % taken.size());
            inserted += source.run(Rows.insertFrom(key, move.where(), 1));
        }
        return inserted > 0;
    }

    boolean cachedSequence(Move move) throws SQLException {
        source.run("alter sequence responses_id_seq cache " + (1 + move.count()));
        try (Connection other = source.connect()) {
            for (int i = 0; i < 3; i++) {
                SourceUnderTest.run(other, Rows.insert(move.where() + i, 1));
                source.run(Rows.insert(move.where() + 7 + i, 1));
            }
        }
        source.run("alter sequence responses_id_seq cache 1");
        return true;
    }

    boolean slowInsert() throws SQLException {
        Connection connection = source.connect();
        running.add(
                CompletableFuture.runAsync(
                        () -> {
                            try (connection) {
                                SourceUnderTest.run(connection, SLOW);
                            } catch (SQLException e) {
                                // Its key was used by another move, or the table is gone: then
                                // there is no row, which the oracle will see as well.
                            }
                        }));
        return true;
    }

    boolean hostileValues() throws SQLException {
        return source.run(Rows.hostile()) > 0;
    }

    boolean invalidBytes() throws SQLException {
        return source.takesAnyBytes() && source.run(Rows.invalid()) > 0;
    }

    boolean lastKey(Move move) throws SQLException {
        return source.run(Rows.insertFrom(Rows.LAST_KEY, move.where(), 1)) > 0;
    }

    /** Waits for what runs beside the moves. */
    void join() {
        running.forEach(CompletableFuture::join);
        running.clear();
    }

    /** Keys fetched before mean nothing any more: the table is another one. */
    void forget() {
        taken.clear();
    }
}
