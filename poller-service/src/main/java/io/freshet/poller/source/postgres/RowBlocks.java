package io.freshet.poller.source.postgres;

import io.freshet.events.RowBlock;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Puts blocks of rows together. */
final class RowBlocks {

    private RowBlocks() {}

    /** The rows of both, which have the same columns, those of the first one first. */
    static RowBlock joined(RowBlock first, RowBlock second) {
        String[][] values = new String[first.columns().size()][];
        for (int column = 0; column < values.length; column++) {
            values[column] =
                    Stream.of(first.values(column), second.values(column))
                            .flatMap(Stream::of)
                            .toArray(String[]::new);
        }
        return new RowBlock(
                first.columns(),
                first.readAt(),
                joined(first.keys(), second.keys()),
                joined(first.digests(), second.digests()),
                joined(first.times(), second.times()),
                values,
                first.ownTimes());
    }

    private static long[] joined(long[] first, long[] second) {
        return LongStream.concat(LongStream.of(first), LongStream.of(second)).toArray();
    }
}
