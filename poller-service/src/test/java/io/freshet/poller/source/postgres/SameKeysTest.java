package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.Relation;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which keys are the same, which are not, and what becomes of rows that have no key of their own.
 */
class SameKeysTest {

    /** Two texts of which {@code hashtextextended(text, 0)} is the same. */
    private static final String ONE = "NHacCrI7TuEkxnsiUunKAx3i";

    private static final String OTHER = "E62djIKHXUXPI0X5o19nl8fI";

    private final HashedThings things = new HashedThings();
    private final PostgresSource source = things.source;

    @AfterEach
    void close() {
        things.close();
    }

    @Test
    void aKeyIsTheSameWhateverTheSessionPrints() {
        things.create(HashedThings.Kind.TIMESTAMPTZ);
        things.fill(HashedThings.Kind.TIMESTAMPTZ, 1, 1);
        RowBlock before = source.readAll(things.read(HashedThings.Kind.TIMESTAMPTZ));

        source.setForReader("TimeZone", "'Asia/Kathmandu'");
        source.setForReader("DateStyle", "'German'");

        SourceTable again =
                source.await(
                        source.open(source.database().url(), source.database().reader())
                                .verify(
                                        AnyTable.keyed(
                                                HashedThings.RELATION,
                                                HashedThings.Kind.TIMESTAMPTZ.names(),
                                                "note")));
        assertThat(source.readAll(again).keys()).isEqualTo(before.keys());
    }

    @Test
    void textsThatDifferInAnythingAreDifferentKeys() {
        things.create(HashedThings.Kind.TEXT);
        source.database()
                .execute(
                        "insert into things values ('a'), ('a '), (' a'), ('A'), (''), ('ä'), (U&'a\\0308'), ('𝄞'), (E'a\nb')");

        assertThat(
                        LongStream.of(source.readAll(things.read(HashedThings.Kind.TEXT)).keys())
                                .distinct()
                                .count())
                .isEqualTo(9);
    }

    @Test
    void numbersThatAreEqualAreOneKeyHoweverTheyArePrinted() {
        things.create(HashedThings.Kind.NUMERIC);
        source.database().execute("insert into things values (1.0, 'x'), (100, 'y'), (0.00, 'z')");
        SourceTable table = things.read(HashedThings.Kind.NUMERIC);
        RowBlock before = source.readAll(table);

        source.database()
                .execute(
                        "update things set id = case id when 100 then 100.000 else id * 1.000 end");

        assertThat(LongStream.of(source.readAll(table).keys()).boxed())
                .hasSize(3)
                .containsExactlyInAnyOrderElementsOf(LongStream.of(before.keys()).boxed().toList());
        assertThat(source.readAll(table).digests()).doesNotContain(before.digests());
    }

    @Test
    void zeroWithAndWithoutASignIsOneKey() {
        things.create(HashedThings.Kind.DOUBLE);
        source.database().execute("insert into things values ('-0'), ('NaN'), ('-Infinity')");
        long[] before = source.readAll(things.read(HashedThings.Kind.DOUBLE)).keys();

        source.database().execute("update things set id = 0 where id = 0");

        assertThat(source.readAll(things.read(HashedThings.Kind.DOUBLE)).keys())
                .containsExactlyInAnyOrder(before);
    }

    @Test
    void aRowThatHasMovedSinceItWasComparedIsReadAllTheSame() {
        things.create(HashedThings.Kind.UUID);
        things.fill(HashedThings.Kind.UUID, 1, 500);
        SourceTable table = things.read(HashedThings.Kind.UUID);
        Set<Long> keys = source.await(table.digests(HashedThings.allRanges())).byKey().keySet();

        source.database()
                .execute(
                        "update things set note = 'moved' where note < 'note 3'",
                        "delete from things where note like 'note 9%'");

        RowBlock rows = source.await(table.readKeys(keys, 1)).rows();
        assertThat(List.of(rows.values(1)))
                .hasSize(500 - 11)
                .filteredOn("moved"::equals)
                .hasSize(222);
    }

    @Test
    void aTypeThatTellsLessApartThanTheSourceIsRefused() {
        things.create(HashedThings.Kind.TEXT);
        TableDefinition wrong =
                PipelineReader.read(
                                "things",
                                new StringReader(
                                        "pipeline: p\ntables: {things: {key: id, columns: {id: uuid, note: text}}}"))
                        .tables()
                        .get(0);

        assertThatThrownBy(() -> source.reader(wrong))
                .hasMessageContaining(
                        "id, of the key of table things, is text and declared as uuid; declare it as it is, or as text");
    }

    @Test
    void partsOfAKeyDoNotRunIntoEachOther() {
        source.database()
                .execute(
                        "create table things (a text, b text, note text, primary key (a, b))",
                        "insert into things values ('x', 'yz'), ('xy', 'z'), ('xyz', ''), ('', 'xyz')");
        SourceTable table =
                source.reader(AnyTable.keyed(HashedThings.RELATION, List.of("a", "b"), "note"));

        assertThat(LongStream.of(source.readAll(table).keys()).distinct().count()).isEqualTo(4);
    }

    @Test
    void rowsWithoutAPartOfTheirKeyAreCountedAndAllOthersRead() {
        source.database()
                .execute(
                        "create table things (a uuid, b text, note text, unique (a, b))",
                        "insert into things values (gen_random_uuid(), 'b'), (gen_random_uuid(), null), (null, 'b')");
        SourceTable table =
                source.reader(AnyTable.keyed(HashedThings.RELATION, List.of("a", "b"), "note"));

        assertThat(source.readAll(table).size()).isOne();
        assertThat(source.sums(table, KeyRange.ALL).values())
                .extracting(RangeSum::rows)
                .containsExactly(1L);
        assertThat(table.facts().sentences("a, b"))
                .containsExactly("2 rows have no a, b and are left out");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsWithOneKeyAreReadOnceAndNamed(boolean isView) {
        source.database()
                .execute(
                        "create table stored (id text, line integer, note text)",
                        isView
                                ? "create view things as select * from stored"
                                : "alter table stored rename to things",
                        "insert into %s values ('a', 1, 'x'), ('a', 1, 'y'), ('b', 1, 'z')"
                                .formatted(isView ? "stored" : "things"));

        assertOneIsLeftOut(List.of("id", "line"), "(a, 1)");
    }

    @Test
    void differentKeysOfOneHashAreReadOnceAndBothNamed() {
        source.database()
                .execute(
                        "create table things (id text primary key, note text)",
                        "insert into things values ('%s', 'x'), ('%s', 'y'), ('b', 'z')"
                                .formatted(ONE, OTHER));

        assertOneIsLeftOut(List.of("id"), OTHER + " and " + ONE);
    }

    private void assertOneIsLeftOut(List<String> key, String name) {
        SourceTable table = source.reader(AnyTable.keyed(HashedThings.RELATION, key, "note"));

        RowBlock rows = source.readAll(table);
        Map<Long, Long> digests = source.await(table.digests(List.of(KeyRange.ALL))).byKey();
        source.await(table.verify());

        assertThat(rows.size()).isEqualTo(2);
        for (int row = 0; row < 2; row++) {
            assertThat(digests).containsEntry(rows.keys()[row], rows.digests()[row]);
        }
        assertThat(table.facts().sentences(String.join(", ", key)))
                .containsExactly(
                        "several rows have the same %s, of which one is read: %s"
                                .formatted(String.join(", ", key), name));
        source.await(table.digests(HashedThings.allRanges()));
        assertThat(things.sumsOfBlocks(table)).isEqualTo(HashedThings.sumsOf(rows));
    }

    @Test
    void readsATableUnderAnyName() {
        String longest = "ü".repeat(31) + "x";
        source.database()
                .execute(
                        "create schema \"Sales Dep\"",
                        "create table \"Sales Dep\".\"Order \"\"Lines\"\"\" (\"select\" uuid, \"row key\" text, \"%s\" text, primary key (\"select\", \"row key\"))"
                                .formatted(longest),
                        "insert into \"Sales Dep\".\"Order \"\"Lines\"\"\" select gen_random_uuid(), i, '%%s $1' from generate_series(1, 10) i"
                                .formatted());
        source.database().reader();
        TableDefinition lines =
                AnyTable.keyed(
                        new Relation("Sales Dep", "Order \"Lines\""),
                        List.of("select", "row key"),
                        longest);
        source.database()
                .execute(
                        "grant usage on schema \"Sales Dep\" to %1$s".formatted(readerName()),
                        "grant select on all tables in schema \"Sales Dep\" to " + readerName());
        SourceTable table = source.reader(lines);

        assertThat(source.readAll(table).values(2)).hasSize(10).containsOnly("%s $1");
        assertThat(source.sums(table, KeyRange.ALL))
                .isEqualTo(HashedThings.sumsOf(source.readAll(table)));
    }

    private String readerName() {
        return source.database().reader().username();
    }
}
