package io.freshet.poller.table;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.limit.PollerLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * What was published of a table since a comparison with the warehouse began: what the warehouse
 * holds may contain it, while what the comparison read from the source does not. Not thread-safe.
 */
public final class RecentKeys {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Published(long sequence, long[] keys, long[] digests) {}

    private final List<Published> published = new ArrayList<>();
    private boolean recording;
    private long keys;
    private long since;

    /**
     * Begins anew.
     *
     * @param sequence the newest event published
     */
    public void begin(long sequence) {
        published.clear();
        keys = 0;
        recording = true;
        since = sequence;
    }

    /** Nothing is compared any more. */
    public void end() {
        published.clear();
        recording = false;
    }

    /** The newest event published when it was begun. */
    public long since() {
        return since;
    }

    /** Rows were published that had not been published before. */
    void note(RowBlock rows, long sequence) {
        if (recording && !isTooMuch()) {
            published.add(new Published(sequence, rows.keys(), rows.digests()));
            keys += rows.size();
        }
    }

    /** Whether more was published than is remembered: then nothing can be said. */
    public boolean isTooMuch() {
        return keys > PollerLimits.KEYS_WHILE_COMPARING;
    }

    /**
     * What was published up to an event, summed up.
     *
     * @param place gives the number of what a key belongs to
     */
    public Map<Long, RangeSum> sumsUpTo(long sequence, LongUnaryOperator place) {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (Published event : published) {
            if (event.sequence() <= sequence) {
                for (int row = 0; row < event.keys().length; row++) {
                    sums.merge(
                            place.applyAsLong(event.keys()[row]),
                            RangeSum.NONE.plus(event.digests()[row]),
                            RangeSum::plus);
                }
            }
        }
        return sums;
    }

    /** How many rows were published up to an event within a range of keys. */
    public long rowsUpTo(long sequence, KeyRange keys) {
        return published.stream()
                .filter(event -> event.sequence() <= sequence)
                .flatMapToLong(event -> LongStream.of(event.keys()))
                .filter(keys::contains)
                .count();
    }

    /** The keys that were published up to an event. */
    public Set<Long> keysUpTo(long sequence) {
        Set<Long> found = new HashSet<>();
        for (Published event : published) {
            if (event.sequence() <= sequence) {
                for (long key : event.keys()) {
                    found.add(key);
                }
            }
        }
        return found;
    }

    /** Whether anything was published within a range of keys. */
    public boolean touches(KeyRange range) {
        for (Published event : published) {
            for (long key : event.keys()) {
                if (range.contains(key)) {
                    return true;
                }
            }
        }
        return false;
    }
}
