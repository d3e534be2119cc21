package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.Relation;
import io.freshet.poller.source.BlockSums;
import io.freshet.poller.source.Blocks;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestServers;
import io.freshet.warehouse.layout.Home;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to a table whose keys are hashes: who compares what he holds with the sums of
 * its blocks, and looks into the ranges that differ, holds what SQL says in the end.
 */
class HashedHistoriesTest {

    private static final int MOVES = 120;

    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private final Map<Long, Long> digests = new HashMap<>();
    private final Map<Long, String> values = new HashMap<>();

    @AfterEach
    void close() {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void endsEqualToSql(long seed) throws SQLException {
        source.database()
                .execute("create table things (a text, b numeric, note text, primary key (a, b))");
        SourceTable things =
                source.reader(
                        AnyTable.keyed(
                                new Relation("public", "things"), List.of("a", "b"), "note"));
        Random random = new Random(seed);
        for (int move = 0; move < MOVES; move++) {
            source.database().execute(move(random));
            if (random.nextInt(4) == 0) {
                compare(things, () -> disturb(random));
            }
        }

        compare(things, () -> {});

        assertThat(String.join("\n", new TreeSet<>(values.values())))
                .isEqualTo(
                        source.query(
                                        "select coalesce(string_agg(line, E'\\n' order by line collate \"C\"), '')"
                                                + " from (select concat_ws('|', a, b, note) as line from things) t")
                                .get(0));
    }

    private static String move(Random random) {
        String key = "'k%d', %d.%s".formatted(random.nextInt(300), random.nextInt(3), "0");
        String some = "where hashtext(a || b) %% 17 = %d".formatted(random.nextInt(17));
        return switch (random.nextInt(9)) {
            case 0 -> "delete from things " + some;
            case 1 -> "update things set note = note || 'x' " + some;
            case 2 ->
                    "update things set b = b + %d %s"
                            .formatted(1 + random.nextInt(1_000_000), some);
            case 3 ->
                    "update things set a = a || ' %d' where a = 'k%d'"
                            .formatted(random.nextInt(1_000_000), random.nextInt(300));
            case 4 -> random.nextInt(6) == 0 ? "truncate things" : "update things set note = note";
            case 5 ->
                    "insert into things select 'm' || i, %d, 'many' from generate_series(1, 400) i on conflict do nothing"
                            .formatted(random.nextInt(5));
            default ->
                    "insert into things values (%s, 'one') on conflict (a, b) do update set note = 'again'"
                            .formatted(key);
        };
    }

    private void disturb(Random random) {
        if (random.nextInt(3) == 0) {
            source.database().execute(move(random));
        }
    }

    /** One pass, as a poller does it, over blocks that are written to between two statements. */
    private void compare(SourceTable things, Runnable betweenStatements) {
        Map<Long, RangeSum> there = new HashMap<>();
        long blocks = 1;
        for (long next = 0; next < blocks; next += 2) {
            BlockSums sums = source.await(things.sumBlocks(new Blocks(next, next + 2)));
            sums.byRange().forEach((range, sum) -> there.merge(range, sum, RangeSum::plus));
            blocks = sums.blocks();
            betweenStatements.run();
        }
        Map<Long, RangeSum> here = new TreeMap<>();
        digests.forEach(
                (key, digest) ->
                        here.merge(
                                Home.HASH.numberOf(key),
                                RangeSum.NONE.plus(digest),
                                RangeSum::plus));
        TreeSet<Long> ranges = new TreeSet<>(here.keySet());
        ranges.addAll(there.keySet());
        ranges.removeIf(
                range ->
                        here.getOrDefault(range, RangeSum.NONE)
                                .equals(there.getOrDefault(range, RangeSum.NONE)));
        repair(
                things,
                ranges.stream()
                        .map(n -> new KeyRange(Home.HASH.lowestKey(n), Home.HASH.highestKey(n)))
                        .toList());
    }

    private void repair(SourceTable things, List<KeyRange> ranges) {
        Map<Long, Long> there = source.await(things.digests(ranges)).byKey();
        digests.keySet()
                .removeIf(
                        key ->
                                !there.containsKey(key)
                                        && ranges.stream().anyMatch(range -> range.contains(key)));
        values.keySet().retainAll(digests.keySet());
        RowBlock rows =
                source.await(
                                things.readKeys(
                                        there.keySet().stream()
                                                .filter(
                                                        key ->
                                                                !there.get(key)
                                                                        .equals(digests.get(key)))
                                                .toList(),
                                        1))
                        .rows();
        for (int row = 0; row < rows.size(); row++) {
            digests.put(rows.keys()[row], rows.digests()[row]);
            values.put(
                    rows.keys()[row],
                    String.join(
                            "|", rows.values(0)[row], rows.values(1)[row], rows.values(2)[row]));
        }
    }
}
