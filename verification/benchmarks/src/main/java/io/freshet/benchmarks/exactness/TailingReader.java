package io.freshet.benchmarks.exactness;

import io.freshet.benchmarks.harness.BenchSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tails a table by a mark, as is usually done, and remembers the keys that it saw. */
final class TailingReader implements Runnable {

    /** By which column the mark advances, and what may be read. */
    enum Policy {
        ID("highest id", "id > ?", "id"),
        UPDATED_AT(
                "highest updated_at",
                "updated_at > to_timestamp(? / 1e6)",
                "(extract(epoch from updated_at) * 1e6)::bigint"),
        GATED_ID(
                "highest id, below the oldest running transaction",
                "id > ? and xmin::text::bigint <"
                        + " pg_snapshot_xmin(pg_current_snapshot())::text::bigint % 4294967296",
                "id");

        private final String title;
        private final String condition;
        private final String mark;

        Policy(String title, String condition, String mark) {
            this.title = title;
            this.condition = condition;
            this.mark = mark;
        }

        String title() {
            return title;
        }

        private String sql() {
            return "select id, %s from %s where %s".formatted(mark, BenchSource.TABLE, condition);
        }
    }

    private final BenchSource source;
    private final Policy policy;
    private final long pollMillis;
    private final Set<Long> seen = new HashSet<>();
    private long mark;
    private volatile boolean ended;
    private volatile SQLException failure;

    TailingReader(BenchSource source, Policy policy, long pollMillis) {
        this.source = source;
        this.policy = policy;
        this.pollMillis = pollMillis;
    }

    /** Has it end after one more poll. */
    void end() {
        ended = true;
    }

    Policy policy() {
        return policy;
    }

    /** The keys that it saw; to be read after its end. */
    Set<Long> seen() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        return seen;
    }

    @Override
    public void run() {
        try (Connection connection = source.database().connect();
                PreparedStatement poll = connection.prepareStatement(policy.sql())) {
            boolean last;
            do {
                last = ended;
                poll(poll);
                TimeUnit.MILLISECONDS.sleep(pollMillis);
            } while (!last);
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(PreparedStatement poll) throws SQLException {
        poll.setLong(1, mark);
        try (ResultSet row = poll.executeQuery()) {
            while (row.next()) {
                seen.add(row.getLong(1));
                mark = Math.max(mark, row.getLong(2));
            }
        }
    }
}
