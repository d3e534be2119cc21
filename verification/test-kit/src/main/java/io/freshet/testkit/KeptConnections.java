package io.freshet.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import org.postgresql.ds.PGPooledConnection;

/**
 * Connections to one database that tests have closed, as new again, for those who connect next: a
 * test asks often, and a process that a server makes for one question costs more than the answer.
 * Thread-safe.
 */
final class KeptConnections {

    private static final int MOST = 2;
    private static final int VALID_SECONDS = 5;

    /** By address. */
    private static final Map<String, KeptConnections> ALL = new ConcurrentHashMap<>();

    /** Makes a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Deque<Connection> idle = new ArrayDeque<>();

    private KeptConnections() {}

    /**
     * One that was kept, or a new one.
     *
     * @param url the database's address; all who connect to it are the same user
     */
    static Connection connect(String url, Opening opening) throws SQLException {
        KeptConnections kept = ALL.computeIfAbsent(url, key -> new KeptConnections());
        Connection physical = kept.takeValid();
        return kept.lent(physical == null ? opening.open() : physical);
    }

    /** Closes those of a database that are kept. */
    static void close(String url) {
        KeptConnections kept = ALL.remove(url);
        if (kept != null) {
            for (Connection each = kept.take(); each != null; each = kept.take()) {
                closeQuietly(each);
            }
        }
    }

    /** Null where there is none; one whose server has cut it off is none. */
    private Connection takeValid() throws SQLException {
        Connection taken = take();
        while (taken != null && !taken.isValid(VALID_SECONDS)) {
            closeQuietly(taken);
            taken = take();
        }
        return taken;
    }

    private Connection take() {
        synchronized (idle) {
            return idle.poll();
        }
    }

    private Connection lent(Connection physical) throws SQLException {
        PGPooledConnection pooled = new PGPooledConnection(physical, true);
        pooled.addConnectionEventListener(
                new ConnectionEventListener() {
                    @Override
                    public void connectionClosed(ConnectionEvent event) {
                        takeBack(physical);
                    }

                    @Override
                    public void connectionErrorOccurred(ConnectionEvent event) {
                        closeQuietly(physical);
                    }
                });
        return pooled.getConnection();
    }

    private void takeBack(Connection physical) {
        try (Statement statement = physical.createStatement()) {
            physical.setAutoCommit(true);
            physical.setReadOnly(false);
            physical.setNetworkTimeout(Runnable::run, 0);
            statement.execute("DISCARD ALL");
        } catch (SQLException e) {
            closeQuietly(physical);
            return;
        }
        synchronized (idle) {
            if (idle.size() < MOST && ALL.containsValue(this)) {
                idle.push(physical);
                return;
            }
        }
        closeQuietly(physical);
    }

    private static void closeQuietly(Connection physical) {
        try {
            physical.close();
        } catch (SQLException e) {
            // It is of no use any more, whatever it says.
            return;
        }
    }
}
