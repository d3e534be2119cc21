package io.freshet.poller.source;

import io.freshet.events.KeyRange;
import io.freshet.pipeline.TableDefinition;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * The rows within a range of keys that were written since a mark: all that were not there, as
     * they are now, when it was given, and perhaps others. Fails with a {@link
     * SourceProblem#isTooSlow} where that takes too long.
     *
     * @param since a mark that an answer of this object gave
     * @param mostRows how many to give at the most, at least 1
     */
    default Future<WrittenRows> written(KeyRange keys, String since, int mostRows) {
        return Future.failedFuture(new IllegalStateException("no marks"));
    }

    /**
     * Rows and digest of each range that has rows in some blocks, of a table whose keys are hashes:
     * of all rows where they cannot be asked for by blocks, whichever are asked for. Fails with a
     * {@link SourceProblem#isTooSlow} where that takes too long. Rows may move to other blocks
     * between two questions, and so be in both answers or in none.
     */
    default Future<BlockSums> sumBlocks(Blocks blocks) {
        return sumRanges(KeyRange.ALL)
                .map(sums -> new BlockSums(sums.byRange(), 1, sums.costMicros()));
    }

    /** Whether rows of a table whose keys are hashes can be asked for by blocks. */
    default boolean isInBlocks() {
        return false;
    }

    /**
     * The rows of some blocks of such a table.
     *
     * @param since leaves out, as far as is known, what was written before; empty for nothing
     * @param readAt when the read begins, microseconds since 1970 UTC
     * @param mostRows how many rows to give at the most, at least 1. Where there may be more, which
     *     were left out is not known
     */
    default Future<BlockRows> readBlocks(
            Blocks blocks, Optional<String> since, long readAt, int mostRows) {
        return Future.failedFuture(new IllegalStateException("not in blocks"));
    }

    /**
     * What people call the rows of some keys: the keys themselves where those are whole numbers.
     *
     * @return by key; where a row has none, or it cannot be found out in time, it is left out
     */
    default Future<Map<Long, String>> names(Collection<Long> keys) {
        Map<Long, String> names = new HashMap<>();
        keys.forEach(key -> names.put(key, String.valueOf(key)));
        return Future.succeededFuture(names);
    }

    /** The lowest key that is not below {@code from}, empty where there is no such row. */
    Future<OptionalLong> lowestKey(long from);

    /** The highest key, empty where there is no row or keys are hashes. */
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

    /** What statistics say of the table. For people who set a source up. */
    default Future<TableStatistics> statistics() {
        return Future.succeededFuture(TableStatistics.NONE);
    }

    /** What is left out of the answers, as far as it was found by verifying and reading. */
    TableFacts facts();
}
