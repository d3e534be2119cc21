package io.freshet.aggregator.bus;

import io.freshet.aggregator.intake.PreparedChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands messages from the thread that reads to the thread that applies, as many at a time as wait.
 * Bounded by rows, so that little memory is held however far the applying is behind.
 */
final class ReadyQueue {

    private final int maxRows;
    private final ArrayDeque<Received> waiting = new ArrayDeque<>();
    private long rows;

    /**
     * @param maxRows from how many rows on {@link #put} waits
     */
    ReadyQueue(int maxRows) {
        this.maxRows = maxRows;
    }

    /** Adds a message; waits while enough rows are waiting for one transaction. */
    synchronized void put(Received message) throws InterruptedException {
        while (rows >= maxRows) {
            wait();
        }
        waiting.add(message);
        rows += message.change().map(PreparedChange::size).orElse(0);
        notifyAll();
    }

    /** All messages that wait, at least one. */
    synchronized List<Received> take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        List<Received> batch = new ArrayList<>(waiting);
        waiting.clear();
        rows = 0;
        notifyAll();
        return batch;
    }
}
