package io.freshet.simulator.totesys;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sales whose transactions are open, each on a connection of its own, while others commit; three at
 * most. Not thread-safe.
 */
final class LateSales {
    private static final int MOST_OPEN = 3;
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 3_000;

    private record Open(ShopSession session, long dueNanos) {}

    private final ShopSession.Opening connections;
    private final SplittableRandom random;
    private final Deque<Open> open = new ArrayDeque<>();

    LateSales(ShopSession.Opening connections, SplittableRandom random) {
        this.connections = connections;
        this.random = random;
    }

    /** Writes a sale, which {@link #commitDue} commits later. */
    void sale(LocalDateTime at) throws SQLException {
        if (open.size() == MOST_OPEN) {
            commit(open.removeFirst());
        }
        ShopSession session = new ShopSession(connections.open());
        try {
            session.begin();
            new ShopTrade(session, random.split()).sale(at);
        } catch (SQLException e) {
            session.close();
            throw e;
        }
        long millis = random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
        open.addLast(new Open(session, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** Commits those whose time has come. */
    void commitDue() throws SQLException {
        long now = System.nanoTime();
        for (Open late : open.toArray(new Open[0])) {
            if (now - late.dueNanos() >= 0) {
                open.remove(late);
                commit(late);
            }
        }
    }

    /** Commits all. */
    void commitAll() throws SQLException {
        while (!open.isEmpty()) {
            commit(open.removeFirst());
        }
    }

    private static void commit(Open late) throws SQLException {
        try (ShopSession session = late.session()) {
            session.commit();
        }
    }
}
