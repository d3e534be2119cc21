package io.freshet.poller.source;

import io.freshet.events.KeyRange;
import io.freshet.pipeline.TableDefinition;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * A verified table of one source. Each answer shows one state of the table, and holds all that was
 * committed when the question was asked; only where rows are so slow to read that one statement
 * does not do, an answer is put together of several. What {@link #facts} names is in no answer.
 * Every question fails with {@link SourceProblem} where the source does not answer in time, or the
 * table is no longer what its definition says. To be used like its connection.
 */
public interface SourceTable {

    /** The definition that the table was verified against. */
    TableDefinition definition();

    /**
     * The rows within some ranges of keys, in any order.
     *
     * @param ranges ranges that do not overlap; for none the answer is empty
     * @param readAt when the read begins, microseconds since 1970 UTC
     * @param mostRows how many rows to give at the most, at least 1; fewer come where that many
     *     take too long. Where there may be more, which were left out is not known
     */
    Future<RowPage> probe(List<KeyRange> ranges, long readAt, int mostRows);

    /**
     * All rows within a range of keys, in order of the key.
     *
     * @param range narrow enough for its rows to fit in memory
     * @param readAt when the read begins, microseconds since 1970 UTC
     */
    Future<RowPage> readRange(KeyRange range, long readAt);

    /**
     * Rows and digest of each part of a range of the key space that has rows within {@code keys}.
     * Fails with a {@link SourceProblem#isTooSlow} where that takes too long and {@code keys} spans
     * more than one range.
     */
    Future<RangeSums> sumRanges(KeyRange keys);

    /**
     * Key and digest of every row within some ranges of keys: what tells which rows of a range that
     * differs are new, changed or gone.
     *
     * @param ranges ranges that do not overlap, narrow enough for their keys to fit in memory; for
     *     none the answer is empty
     */
    Future<RowDigests> digests(List<KeyRange> ranges);

    /**
     * The rows of some keys, in any order; a key without a row is left out.
     *
     * @param keys keys whose rows fit in memory, each once; for none the answer is empty
     * @param readAt when the read begins, microseconds since 1970 UTC
     */
    Future<RowPage> readKeys(Collection<Long> keys, long readAt);

    /** The lowest key that is not below {@code from}, empty where there is no such row. */
    Future<OptionalLong> lowestKey(long from);

    /** The highest key, empty where there is no row. */
    Future<OptionalLong> highestKey();

    /** What can be seen without reading the table. */
    Future<Hints> hints();

    /** Checks again that the table is what its definition says; fails where it is not. */
    Future<Void> verify();

    /**
     * Looks, by reading alone, for what will make reading less than it might be. For people who set
     * a source up: it may take as long as the source lets a statement take.
     */
    default Future<List<Concern>> concerns() {
        return Future.succeededFuture(List.of());
    }

    /** What is left out of the answers, as far as it was found by verifying and reading. */
    TableFacts facts();
}
