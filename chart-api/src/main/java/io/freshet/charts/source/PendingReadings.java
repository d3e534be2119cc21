package io.freshet.charts.source;

import io.freshet.charts.settings.ChartLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Readings of one source that wait until the warehouse has applied their position. Bounded: where
 * the warehouse is far behind, every other one is dropped, so that the age shown gets coarser
 * instead of getting lost.
 */
final class PendingReadings {

    private static final int LIMIT = ChartLimits.PENDING_READINGS;

    private final List<Reading> waiting = new ArrayList<>();

    void add(Reading reading) {
        int last = waiting.size() - 1;
        if (last >= 0 && waiting.get(last).samePosition(reading)) {
            if (reading.asOf() >= waiting.get(last).asOf()) {
                waiting.set(last, reading);
            }
            return;
        }
        if (waiting.size() == LIMIT) {
            // the oldest stays, as it is the next to count; so does the newest
            for (int i = LIMIT - 3; i > 0; i -= 2) {
                waiting.remove(i);
            }
        }
        waiting.add(reading);
    }

    /**
     * Takes out the readings whose position is applied and those that can never be.
     *
     * @param applied gets the applied ones
     */
    void take(long appliedFence, long appliedSequence, Consumer<Reading> applied) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Reading reading = waiting.get(i);
            if (reading.fence() > appliedFence) {
                continue;
            }
            if (reading.fence() < appliedFence) {
                // what a former owner published last may have been refused: its word is void
                waiting.remove(i);
            } else if (reading.sequence() <= appliedSequence) {
                applied.accept(reading);
                waiting.remove(i);
            }
        }
    }
}
