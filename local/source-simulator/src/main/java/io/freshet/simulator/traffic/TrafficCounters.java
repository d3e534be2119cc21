package io.freshet.simulator.traffic;

import io.freshet.simulator.database.Extent;
import io.freshet.simulator.database.Inserted;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one source's traffic has done so far. Thread-safe. */
final class TrafficCounters {
    final AtomicLong rows = new AtomicLong();
    final AtomicLong maxId = new AtomicLong();
    final AtomicLong inserted = new AtomicLong();
    final AtomicLong lateCommits = new AtomicLong();
    final AtomicLong garbage = new AtomicLong();
    final AtomicLong rolledBack = new AtomicLong();
    final AtomicLong updated = new AtomicLong();
    final AtomicLong deleted = new AtomicLong();
    final AtomicInteger openTransactions = new AtomicInteger();
    volatile Instant lastCommitAt;
    volatile String error;

    void committed(Inserted commit) {
        rows.addAndGet(commit.rows());
        inserted.addAndGet(commit.rows());
        maxId.accumulateAndGet(commit.lastId(), Math::max);
        lastCommitAt = Instant.now();
        error = null;
    }

    void deleted(int count) {
        deleted.addAndGet(count);
        rows.addAndGet(-count);
    }

    void measured(Extent extent) {
        rows.set(extent.rows());
        maxId.set(extent.maxId());
        error = null;
    }
}
