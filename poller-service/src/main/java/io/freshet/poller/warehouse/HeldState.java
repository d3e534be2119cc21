package io.freshet.poller.warehouse;

import io.freshet.events.KeyRange;
import io.freshet.events.TableId;
import io.freshet.poller.table.KeyGaps;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What the warehouse holds of the sources, as far as tailing asks. Thread-safe; never blocks. Every
 * question fails where the warehouse does, or does not answer in time.
 */
public interface HeldState {

    /**
     * The fencing token of a new epoch of a source: above all that were given or applied before.
     * Fails with {@link LeaseLostException} where this poller does not own the source.
     */
    Future<Long> nextFence(OwnedSource source);

    /** How far sources' events are applied; a source of which nothing is applied is absent. */
    Future<Map<Integer, Applied>> applied(Collection<Integer> sources);

    /**
     * What was noted at the first sight of a table; notes it if this is it.
     *
     * @param highestKey asks for the highest key that the table has now, if any
     */
    Future<FirstSight> firstSight(
            OwnedSource source, String table, Supplier<Future<OptionalLong>> highestKey);

    /**
     * The keys under which no row is held, as far as they are few enough to be kept.
     *
     * @param now milliseconds of the gaps' clock
     */
    Future<KeyGaps> gaps(OwnedSource source, TableId table, long now);

    /**
     * Ranges of a table that hold rows, in order.
     *
     * @param first number of the first range
     * @param last number of the last range
     * @param most how many at the most, at least 1
     */
    Future<HeldSums> ranges(OwnedSource source, TableId table, long first, long last, int most);

    /** Parts of some ranges that hold rows, summed up from the rows themselves. */
    Future<HeldSums> parts(OwnedSource source, TableId table, List<Long> ranges);

    /** Keys and digests of all rows held within some ranges of keys that do not overlap. */
    Future<HeldDigests> digests(OwnedSource source, TableId table, List<KeyRange> ranges);
}
