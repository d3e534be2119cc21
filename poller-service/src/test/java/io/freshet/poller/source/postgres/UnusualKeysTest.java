package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.TableFacts;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that are null, at the end of what a key can be, or double. */
class UnusualKeysTest {

    private static final String COLUMNS =
            "cnt text, escs text, tmins text, belong text, durecec text";

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void rowsWithoutAKeyAreCountedAndAllOthersRead() {
        source.database().execute("create table responses (id bigint unique, " + COLUMNS + ")");
        source.insert(1, 101);
        source.database().execute("insert into responses (cnt) values ('FRA')");
        SourceTable reader = source.reader();

        assertThat(source.readAll(reader).size()).isEqualTo(101);
        assertThat(source.sums(reader, KeyRange.ALL).get(0L).rows()).isEqualTo(101);
        assertThat(source.await(reader.highestKey())).hasValue(101);
        assertThat(source.await(reader.hints()).highestKey()).hasValue(101);
        assertThat(reader.facts())
                .isEqualTo(new TableFacts(1, Set.of(), Set.of(), Map.of(), List.of()));
        assertThat(reader.facts().sentences("id"))
                .containsExactly("1 rows have no id and are left out");

        source.database().execute("delete from responses where id is null");
        source.await(reader.verify());
        assertThat(reader.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
    }

    @Test
    void theHighestKeyOfAllIsReadAsAnyOther() {
        source.createTable();
        source.insert(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        SourceTable reader = source.reader();

        assertThat(source.await(reader.highestKey())).hasValue(Long.MAX_VALUE);
        assertThat(source.readAll(reader).keys())
                .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        assertThat(source.sums(reader, KeyRange.ALL).get(Long.MAX_VALUE >> 10).rows()).isEqualTo(2);
    }

    @Test
    void aKeyThatAChildTableHasTooIsReadOnce() {
        source.createTable();
        source.database()
                .execute(
                        "create table later () inherits (responses)",
                        "insert into later (id, cnt) values (2, 'GBR'), (3, 'GBR')");
        source.insert(1, 2);

        assertReadOnce();
    }

    @Test
    void aKeyThatTwoPartitionsHaveIsReadOnce() {
        source.database()
                .execute(
                        "create table responses (id bigint, %s) partition by list (cnt)"
                                .formatted(COLUMNS),
                        "create table fra partition of responses for values in ('FRA')",
                        "create table gbr partition of responses for values in ('GBR')",
                        "insert into responses (id, cnt) values (1, 'FRA'), (2, 'FRA'), (2, 'GBR'), (3, 'GBR')");

        assertReadOnce();
    }

    @Test
    void aKeyThatAViewHasTwiceIsReadOnceThoughTheRowsAreTheSame() {
        source.database()
                .execute(
                        "create table answers (id bigint, %s)".formatted(COLUMNS),
                        "create view responses as select * from answers",
                        "insert into answers (id) values (1), (2), (2), (3)");

        assertReadOnce();
    }

    private void assertReadOnce() {
        SourceTable reader = source.reader();

        RowBlock rows = source.readAll(reader);
        Map<Long, Long> digests = source.await(reader.digests(List.of(KeyRange.ALL))).byKey();

        assertThat(reader.facts().doubleKeys()).containsExactly(2L);
        assertThat(rows.keys()).containsExactlyInAnyOrder(1, 2, 3);
        RangeSum sum = RangeSum.NONE;
        for (int row = 0; row < rows.size(); row++) {
            assertThat(digests).containsEntry(rows.keys()[row], rows.digests()[row]);
            sum = sum.plus(rows.digests()[row]);
        }
        SourceTable another = source.freshReader();
        assertThat(source.sums(another, KeyRange.ALL)).isEqualTo(Map.of(0L, sum));
        assertThat(another.facts().sentences("id"))
                .containsExactly("several rows have the same id, of which one is read: 2");
    }

    @Test
    void aKeyThatIsNoLongerDoubleIsNoLongerSaidToBe() {
        source.database()
                .execute(
                        "create table answers (id bigint, %s)".formatted(COLUMNS),
                        "create view responses as select * from answers",
                        "insert into answers (id) values (1), (1)");
        SourceTable reader = source.reader();
        source.readAll(reader);
        assertThat(reader.facts().rowsLeftOut()).isTrue();

        source.database().execute("truncate answers");

        source.sums(reader, KeyRange.ALL);
        assertThat(reader.facts()).isEqualTo(TableFacts.NOTHING_LEFT_OUT);
    }
}
