package io.freshet.poller.source.postgres;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.Relation;
import io.freshet.poller.source.BlockSums;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestServers;
import io.freshet.warehouse.layout.Home;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Table things of a source, with a key that is no whole number, of which each row has a hash. */
final class HashedThings implements AutoCloseable {

    static final Relation RELATION = new Relation("public", "things");

    /** A kind of key, as its columns are declared and filled with what tells rows apart. */
    enum Kind {
        UUID("id uuid", "md5(i::text)::uuid", "id"),
        TEXT(
                "id text collate \"und-x-icu\"",
                "case when i % 2 = 0 then 'é' else 'E' end || i",
                "id"),
        CHARACTERS("id character(9)", "i::text", "id"),
        NUMERIC("id numeric", "i + 0.10", "id"),
        DOUBLE("id double precision", "i / 3.0", "id"),
        TIMESTAMPTZ("id timestamptz", "'2020-01-01Z'::timestamptz + i * interval '1 s'", "id"),
        COMPOSITE("day date, line integer", "date '2020-01-01' + i % 100, i", "day", "line");

        private final String columns;
        private final String values;
        private final String names;

        Kind(String columns, String values, String... names) {
            this.columns = columns;
            this.values = values;
            this.names = String.join(", ", names);
        }

        /** The columns of the key. */
        List<String> names() {
            return List.of(names.split(", "));
        }
    }

    final PostgresSource source = new PostgresSource(TestServers.postgres());

    @Override
    public void close() {
        source.close();
    }

    void create(Kind kind) {
        source.database()
                .execute(
                        "create table things (%s, note text, primary key (%s))"
                                .formatted(kind.columns, kind.names));
    }

    void fill(Kind kind, int from, int to) {
        source.database()
                .execute(
                        "insert into things select %s, 'note ' || i from generate_series(%d, %d) i"
                                .formatted(kind.values, from, to));
    }

    SourceTable read(Kind kind) {
        return source.reader(AnyTable.keyed(RELATION, kind.names(), "note"));
    }

    static Map<Long, RangeSum> sumsOf(RowBlock rows) {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            sums.merge(
                    Home.HASH.numberOf(rows.keys()[row]),
                    RangeSum.NONE.plus(rows.digests()[row]),
                    RangeSum::plus);
        }
        return sums;
    }

    /** What blocks sum up to one after the other. */
    Map<Long, RangeSum> sumsOfBlocks(SourceTable things) {
        Map<Long, RangeSum> sums = new HashMap<>();
        long blocks = 1;
        for (long next = 0; next < blocks; next += 7) {
            BlockSums part = source.await(things.sumBlocks(new Blocks(next, next + 7)));
            part.byRange().forEach((range, sum) -> sums.merge(range, sum, RangeSum::plus));
            blocks = part.blocks();
        }
        sums.values().removeIf(RangeSum.NONE::equals);
        return sums;
    }

    /** All ranges there can be. */
    static List<KeyRange> allRanges() {
        return LongStream.range(-2_048, 2_048)
                .mapToObj(n -> new KeyRange(Home.HASH.lowestKey(n), Home.HASH.highestKey(n)))
                .toList();
    }
}
