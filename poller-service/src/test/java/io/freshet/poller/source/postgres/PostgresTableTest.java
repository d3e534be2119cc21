package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.SourceState;
import io.freshet.poller.source.Hints;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.warehouse.layout.Home;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading a real table with nothing but the right to select from it. */
@Tag("slow")
class PostgresTableTest {

    private static final long MICROS = 1_000_000;

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void rowsReadSumUpToWhatTheSourceSumsUpPerPart() {
        source.createTable("st001 text");
        source.insert(-2_000, 5_000);
        source.database()
                .execute(
                        "delete from responses where id % 7 = 0 or id between 1024 and 2047",
                        "insert into responses values (%d, 'X', null, '', 'NA', E'\\x01'), (%d, 'é', ' ', '٣', '1e5', '💧')"
                                .formatted(Long.MIN_VALUE, Long.MAX_VALUE));
        SourceTable reader = source.reader();

        Map<Long, RangeSum> sums = source.await(reader.sumRanges(KeyRange.ALL)).byPart();

        assertThat(sumsOf(source.readAll(reader))).isEqualTo(sums).doesNotContainKey(16L);
    }

    private static Map<Long, RangeSum> sumsOf(RowBlock rows) {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            sums.merge(
                    Home.INTEGER.partOf(rows.keys()[row]),
                    RangeSum.NONE.plus(rows.digests()[row]),
                    RangeSum::plus);
        }
        return sums;
    }

    @Test
    void everyDifferenceInADeclaredColumnShowsInTheDigest() {
        source.createTable("st001 text");
        source.insert(1, 1);
        SourceTable reader = source.reader();
        Set<Long> digests = new HashSet<>();
        List<String> states =
                List.of(
                        "escs = null",
                        "escs = ''",
                        "escs = 'NA'",
                        "escs = ' NA'",
                        "escs = '0'",
                        "escs = '0.0'",
                        "escs = null, tmins = '0.0'",
                        "escs = '0.0', tmins = null, cnt = null",
                        "id = 2");

        for (String state : states) {
            source.database().execute("update responses set " + state);
            digests.add(source.readAll(reader).digests()[0]);
        }
        source.database().execute("update responses set st001 = 'not read'");
        digests.add(source.readAll(reader).digests()[0]);

        assertThat(digests).hasSize(states.size());
    }

    @Test
    void givesRawValues() {
        source.createTable();
        source.database()
                .execute(
                        "insert into responses values (1, ' fra ', null, '', E'\\t-0.50\\n', '1e400')");

        RowBlock rows = source.readAll(source.reader());

        assertThat(rows.columns()).containsExactly("cnt", "escs", "tmins", "belong", "durecec");
        assertThat(rows.values(0)).containsExactly(" fra ");
        assertThat(rows.values(1)).containsOnlyNulls();
        assertThat(rows.values(2)).containsExactly("");
        assertThat(rows.values(3)).containsExactly("\t-0.50\n");
        assertThat(rows.values(4)).containsExactly("1e400");
    }

    @Test
    void cutsALongValueAndTakesItsLengthIntoTheDigest() {
        source.createTable();
        source.database()
                .execute("insert into responses values (1, 'FRA', '  ' || repeat('9', 100000))");
        SourceTable reader = source.reader();
        RowBlock before = source.readAll(reader);

        source.database().execute("update responses set escs = escs || '1'");

        RowBlock after = source.readAll(reader);
        assertThat(after.values(1)[0]).hasSize(RowExpressions.LONGEST_VALUE).startsWith("  999");
        assertThat(after.values(1)[0]).isEqualTo(before.values(1)[0]);
        assertThat(after.digests()[0]).isNotEqualTo(before.digests()[0]);
        assertThat(source.sums(reader, KeyRange.ALL))
                .containsExactly(Map.entry(0L, new RangeSum(1, after.digests()[0])));
    }

    @Test
    void probesSeveralRangesUpToALimit() {
        source.createTable();
        source.insert(1, 100);
        SourceTable reader = source.reader();
        List<KeyRange> gaps = List.of(new KeyRange(90, Long.MAX_VALUE), new KeyRange(5, 7));

        assertThat(source.await(reader.probe(gaps, 1, 1_000)).rows().keys())
                .containsExactlyInAnyOrder(5, 6, 7, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100);
        assertThat(source.await(reader.probe(gaps, 1, 10)).rows().size()).isEqualTo(10);
        assertThat(source.await(reader.probe(List.of(), 1, 10)).rows().size()).isZero();
    }

    @Test
    void givesTheDigestsThatComeWithTheRows() {
        source.createTable();
        source.insert(1, 100);
        SourceTable reader = source.reader();
        RowBlock rows = source.await(reader.readRange(new KeyRange(5, 7), 1)).rows();
        List<KeyRange> ranges = List.of(new KeyRange(5, 7), new KeyRange(101, Long.MAX_VALUE));

        assertThat(source.await(reader.digests(ranges)).byKey())
                .isEqualTo(
                        Map.of(
                                5L, rows.digests()[0],
                                6L, rows.digests()[1],
                                7L, rows.digests()[2]));
        assertThat(source.await(reader.digests(List.of())).byKey()).isEmpty();
    }

    @Test
    void readsRowsByTheirKeys() {
        source.createTable();
        source.insert(1, 100);
        SourceTable reader = source.reader();

        RowBlock rows = source.await(reader.readKeys(List.of(70L, 3L, 101L), 17)).rows();

        assertThat(rows.keys()).containsExactlyInAnyOrder(3, 70);
        assertThat(rows.values(1)).allMatch(value -> value.matches("0.0(03|70)0*"));
        assertThat(rows.readAt()).isEqualTo(17);
        assertThat(source.await(reader.readKeys(List.of(), 1)).rows().size()).isZero();
    }

    @Test
    void readsARangeInTheOrderOfItsKeys() {
        source.createTable();
        source.insert(1, 50);
        source.database().execute("update responses set escs = '1' where id < 25");

        RowBlock rows = source.await(source.reader().readRange(new KeyRange(20, 30), 17)).rows();

        assertThat(rows.keys()).containsExactly(20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
        assertThat(rows.readAt()).isEqualTo(17);
    }

    @Test
    void readsAPartitionedTableAndSeesOnePartitionReplaced() {
        source.database()
                .execute(
                        "create table responses (id bigint, cnt text, escs text, tmins text, belong text,"
                                + " durecec text, primary key (id)) partition by range (id)",
                        "create table low partition of responses for values from (minvalue) to (100)",
                        "create table high partition of responses for values from (100) to (maxvalue)");
        source.insert(50, 149);
        SourceTable reader = source.reader();
        Hints before = source.await(reader.hints());
        assertThat(source.readAll(reader).size()).isEqualTo(100);

        source.database().execute("truncate high");

        Hints after = source.await(reader.hints());
        assertThat(after.replacedSince(before)).isTrue();
        assertThat(after.highestKey()).hasValue(99);
        assertThat(sumsOf(source.readAll(reader)))
                .isEqualTo(source.await(reader.sumRanges(KeyRange.ALL)).byPart());
    }

    @Test
    void hintsTellOfReplacementAndDisappearanceOfRows() {
        source.createTable();
        source.insert(1, 10);
        SourceTable reader = source.reader();
        Hints first = source.await(reader.hints());
        assertThat(first.counted()).isTrue();
        assertThat(source.await(reader.hints()).movedSince(first)).isFalse();

        source.database().execute("delete from responses where id = 10");
        assertThat(source.await(reader.hints()).movedSince(first)).isTrue();

        source.database().execute("truncate responses");
        Hints empty = source.await(reader.hints());
        assertThat(empty.replacedSince(first)).isTrue();
        assertThat(empty.highestKey()).isEmpty();
    }

    @Test
    void takesTheTimeOfARowFromTheDeclaredColumnWhereThereIsOne() {
        source.createTable("created_at timestamptz");
        source.database()
                .execute(
                        "insert into responses (id, created_at) values"
                                + " (1, '2026-11-21 04:05:06.789012+01'), (2, null), (3, 'infinity')");

        RowBlock rows = source.await(source.reader().readRange(KeyRange.ALL, 1)).rows();

        assertThat(rows.times())
                .containsExactly(1_795_230_306_789_012L, RowBlock.NO_TIME, RowBlock.NO_TIME);
    }

    @Test
    void takesTheTimeOfTheCommitWhereTheServerKeepsIt() throws Exception {
        try (ThrowawayPostgres server =
                        ThrowawayPostgres.start(Map.of("track_commit_timestamp", "on"));
                PostgresSource keeping = new PostgresSource(server.server())) {
            keeping.createTable();
            keeping.insert(1, 1);
            long committed =
                    Long.parseLong(
                            keeping.query(
                                            "select (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint from responses")
                                    .get(0));

            RowBlock rows = keeping.readAll(keeping.reader());

            assertThat(rows.times()).containsExactly(committed);
            assertThat(committed)
                    .isCloseTo(System.currentTimeMillis() * 1_000, within(60 * MICROS));
        }
    }

    @Test
    void knowsNoTimeWhereTheSourceCannotTell() {
        try (PostgresSource plain = new PostgresSource(TestServers.embeddedPostgres())) {
            plain.createTable("created_at text");
            plain.insert(1, 2);

            assertThat(plain.readAll(plain.reader()).times())
                    .containsExactly(RowBlock.NO_TIME, RowBlock.NO_TIME);
        }
    }

    @Test
    void readsNothingWrongWhereAColumnChangesUnderway() {
        source.createTable();
        source.insert(1, 3);
        SourceTable reader = source.reader();
        source.readAll(reader);

        source.database().execute("alter table responses alter escs type numeric using 1");

        assertThatThrownBy(() -> source.readAll(reader)).isInstanceOf(SourceProblem.class);
        source.database().execute("alter table responses drop escs");
        assertThatThrownBy(() -> source.readAll(reader))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.state()).isEqualTo(SourceState.DRIFTED));
        source.database().execute("alter table responses add escs text");
        assertThat(source.readAll(source.reader()).size()).isEqualTo(3);
    }
}
