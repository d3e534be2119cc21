package io.freshet.faultinjection.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Moves within transactions that stay open for other moves to come in between. */
final class OpenTransactions {

    private static final int MOST = 4;
    private static final int MOST_ELSEWHERE = 5;
    private static final int MOST_PREPARED = 8;

    private final SourceUnderTest source;
    private final List<Connection> open = new ArrayList<>();
    private final List<Connection> elsewhere = new ArrayList<>();
    private final Deque<String> prepared = new ArrayDeque<>();
    private int number;

    OpenTransactions(SourceUnderTest source) {
        this.source = source;
    }

    boolean insert(Move move) throws SQLException {
        return inOneOfThem(move, Rows.insert(move.where(), move.count()));
    }

    boolean update(Move move) throws SQLException {
        return inOneOfThem(
                move,
                "update responses set %s where id in (select id from responses order by id offset %d limit %d)"
                        .formatted(Rows.change(move.where()), move.where() % 500, move.count()));
    }

    boolean savepoints(Move move) throws SQLException {
        boolean undo = move.where() % 2 == 0;
        return inOneOfThem(
                move,
                Rows.insert(move.where(), 1),
                "savepoint one",
                Rows.insert(move.where() + 1, move.count()),
                undo ? "rollback to savepoint one" : "savepoint two",
                Rows.insert(move.where() + 2, 2),
                undo ? "select 1" : "release savepoint two");
    }

    boolean commit(Move move) throws SQLException {
        try (Connection connection = takeOne(move)) {
            connection.commit();
        }
        return true;
    }

    boolean rollback(Move move) throws SQLException {
        try (Connection connection = takeOne(move)) {
            connection.rollback();
        }
        return true;
    }

    boolean prepare(Move move) throws SQLException {
        if (prepared.size() == MOST_PREPARED) {
            return endPrepared(move, "commit prepared");
        }
        String name = "history_" + source.database().name() + "_" + number++;
        try (Connection connection = takeOne(move)) {
            execute(connection, "prepare transaction '" + name + "'");
        }
        prepared.add(name);
        return true;
    }

    boolean commitPrepared(Move move) throws SQLException {
        return endPrepared(move, "commit prepared");
    }

    boolean rollbackPrepared(Move move) throws SQLException {
        return endPrepared(move, "rollback prepared");
    }

    boolean longElsewhere() throws SQLException {
        if (elsewhere.size() == MOST_ELSEWHERE) {
            return false;
        }
        Connection connection = source.connect();
        connection.setAutoCommit(false);
        execute(connection, "insert into elsewhere values (1)");
        elsewhere.add(connection);
        return true;
    }

    /** Ends all transactions on the table: commits some and rolls back others. */
    void endAll(int choice) throws SQLException {
        Move any = new Move(Kind.COMMIT_OPEN, choice, 1);
        for (int i = choice; !open.isEmpty(); i++) {
            Connection connection = takeOne(any);
            if (i % 3 == 0) {
                connection.rollback();
            } else {
                connection.commit();
            }
            connection.close();
        }
        for (int i = choice; !prepared.isEmpty(); i++) {
            endPrepared(any, i % 3 == 0 ? "rollback prepared" : "commit prepared");
        }
    }

    /** Ends those that are open elsewhere. */
    void endElsewhere() throws SQLException {
        for (Connection connection : elsewhere) {
            connection.close();
        }
        elsewhere.clear();
    }

    private boolean inOneOfThem(Move move, String... statements) throws SQLException {
        Connection connection;
        if (open.size() < MOST) {
            connection = source.connect();
            connection.setAutoCommit(false);
            open.add(connection);
        } else {
            connection = open.get(move.where() % open.size());
        }
        try {
            execute(connection, statements);
            return true;
        } catch (SQLException e) {
            open.remove(connection);
            connection.close();
            throw e;
        }
    }

    /** One that is open, or else one that begins now: every history has each kind of end. */
    private Connection takeOne(Move move) throws SQLException {
        if (open.isEmpty()) {
            insert(move);
        }
        return open.remove(move.where() % open.size());
    }

    private boolean endPrepared(Move move, String how) throws SQLException {
        if (prepared.isEmpty()) {
            prepare(move);
        }
        source.run(how + " '" + prepared.remove() + "'");
        return true;
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
