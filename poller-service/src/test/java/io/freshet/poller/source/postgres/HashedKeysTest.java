package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.table.RangeSum;
import io.freshet.warehouse.layout.Home;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables whose keys are no whole numbers, of every kind: each row has a hash in their place. */
@Tag("slow")
class HashedKeysTest {

    private final HashedThings things = new HashedThings();
    private final PostgresSource source = things.source;

    @AfterEach
    void close() {
        things.close();
    }

    @ParameterizedTest
    @EnumSource
    void rowsReadSumUpToWhatTheSourceSumsUpPerClass(HashedThings.Kind kind) throws SQLException {
        things.create(kind);
        things.fill(kind, 1, 9_000);
        SourceTable table = things.read(kind);

        RowBlock rows = source.readAll(table);

        assertThat(texts(rows))
                .hasSize(9_000)
                .isEqualTo(
                        new TreeSet<>(
                                List.of(
                                        source.query(
                                                        "select string_agg(t::text, E'\\n') from (select %s, note from things) t"
                                                                .formatted(text(kind)))
                                                .get(0)
                                                .split("\n"))));
        assertThat(source.sums(table, KeyRange.ALL)).isEqualTo(HashedThings.sumsOf(rows));
        assertThat(source.sums(table, KeyRange.ALL).size()).isBetween(3_000, 4_096);
        assertThat(source.await(table.highestKey())).isEmpty();
        assertThat(table.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
    }

    private static String text(HashedThings.Kind kind) {
        return String.join("::text, ", kind.names()) + "::text";
    }

    private static Set<String> texts(RowBlock rows) {
        Set<String> texts = new TreeSet<>();
        for (int row = 0; row < rows.size(); row++) {
            List<String> values = new ArrayList<>();
            for (int column = 0; column < rows.columns().size(); column++) {
                String value = rows.values(column)[row];
                values.add(value.contains(" ") ? '"' + value + '"' : value);
            }
            texts.add("(" + String.join(",", values) + ")");
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource
    void aChangeShowsInTheClassesOfItsRowsAndInNoOther(HashedThings.Kind kind) {
        things.create(kind);
        things.fill(kind, 1, 9_000);
        SourceTable table = things.read(kind);
        Map<Long, RangeSum> before = source.sums(table, KeyRange.ALL);
        RowBlock was = source.readAll(table);

        source.database()
                .execute(
                        "update things set note = 'changed' where note = 'note 7'",
                        "delete from things where note = 'note 8'");
        things.fill(kind, 9_001, 9_001);

        Map<Long, RangeSum> after = source.sums(table, KeyRange.ALL);
        Set<Long> differing = new HashSet<>();
        for (long number = -2_048; number < 2_048; number++) {
            if (!before.getOrDefault(number, RangeSum.NONE)
                    .equals(after.getOrDefault(number, RangeSum.NONE))) {
                differing.add(number);
            }
        }
        assertThat(differing)
                .containsExactlyInAnyOrderElementsOf(
                        Set.of(
                                classOf(was, "note 7"),
                                classOf(was, "note 8"),
                                classOf(source.readAll(table), "note 9001")));
    }

    private static long classOf(RowBlock rows, String note) {
        List<String> notes = List.of(rows.values(rows.columns().indexOf("note")));
        return Home.HASH.numberOf(rows.keys()[notes.indexOf(note)]);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhichRowsAClassHasAndReadsThem(HashedThings.Kind kind) {
        things.create(kind);
        things.fill(kind, 1, 9_000);
        SourceTable table = things.read(kind);
        RowBlock all = source.readAll(table);
        List<KeyRange> classes =
                LongStream.of(-2_048, -1, 0, 1, 2_047)
                        .mapToObj(
                                n -> new KeyRange(Home.HASH.lowestKey(n), Home.HASH.highestKey(n)))
                        .toList();

        Map<Long, Long> digests = source.await(table.digests(classes)).byKey();
        RowBlock rows = source.await(table.readKeys(digests.keySet(), 1)).rows();

        Map<Long, Long> expected = new HashMap<>();
        for (int row = 0; row < all.size(); row++) {
            long key = all.keys()[row];
            if (classes.stream().anyMatch(range -> range.contains(key))) {
                expected.put(key, all.digests()[row]);
            }
        }
        assertThat(digests).isEqualTo(expected).isNotEmpty();
        assertThat(rows.size()).isEqualTo(digests.size());
        for (int row = 0; row < rows.size(); row++) {
            assertThat(digests).containsEntry(rows.keys()[row], rows.digests()[row]);
        }
        assertThat(source.await(table.readRange(classes.get(2), 1)).rows().keys())
                .isSorted()
                .containsExactlyInAnyOrder(
                        digests.keySet().stream()
                                .filter(classes.get(2)::contains)
                                .mapToLong(Long::longValue)
                                .toArray());
        assertThat(source.await(table.digests(List.of(KeyRange.ALL))).byKey()).hasSize(9_000);
    }

    @ParameterizedTest
    @EnumSource
    void blocksOneAfterTheOtherSumUpToTheWhole(HashedThings.Kind kind) {
        things.create(kind);
        things.fill(kind, 1, 9_000);
        SourceTable table = things.read(kind);

        Map<Long, RangeSum> sums = things.sumsOfBlocks(table);

        assertThat(sums).isEqualTo(source.sums(table, KeyRange.ALL));
    }
}
