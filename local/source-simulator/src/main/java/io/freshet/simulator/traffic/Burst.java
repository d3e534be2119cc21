package io.freshet.simulator.traffic;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Rows to be written as fast as the source takes them. Thread-safe. */
final class Burst {
    private final CompletableFuture<Long> written = new CompletableFuture<>();
    private final AtomicLong remaining;
    private final long wanted;

    Burst(long rows) {
        this.wanted = rows;
        this.remaining = new AtomicLong(rows);
    }

    /** How many rows were written, once it is over; fails when the source did. */
    CompletableFuture<Long> written() {
        return written;
    }

    long remaining() {
        return written.isDone() ? 0 : remaining.get();
    }

    void wrote(int rows) {
        if (remaining.addAndGet(-rows) <= 0) {
            written.complete(wanted);
        }
    }

    void cancel() {
        written.complete(wanted - remaining.get());
    }

    void fail(Throwable failure) {
        written.completeExceptionally(failure);
    }
}
