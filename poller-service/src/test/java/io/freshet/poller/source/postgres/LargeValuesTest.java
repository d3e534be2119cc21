package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestServers;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that are large, or slow to read. */
@Tag("slow")
class LargeValuesTest {

    private static final long MEBIBYTE = 1 << 20;
    private static final int PAGE = 5_000;

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void oneValueOf128MebibytesTakesLittleMemoryAtTheSource() throws Exception {
        source.createTable();
        source.database()
                .execute(
                        "insert into responses values (1, 'FRA', repeat('9', 134217728)), (2, 'FRA', '1')");
        SourceTable reader = source.reader();

        RowBlock rows = source.readAll(reader);
        Map<Long, RangeSum> sums = source.sums(reader, KeyRange.ALL);

        assertThat(rows.values(1)).containsExactly("9".repeat(4_096), "1");
        assertThat(sums)
                .containsEntry(0L, RangeSum.NONE.plus(rows.digests()[0]).plus(rows.digests()[1]));
        assertThat(mostMemoryOfTheSession()).isLessThan(100 * MEBIBYTE);
    }

    /** The most that the server's process has held, in bytes. */
    private long mostMemoryOfTheSession() throws Exception {
        String pid =
                source.query(
                                "select pid from pg_stat_activity where application_name = 'freshet-poller'"
                                        + " and datname = current_database()")
                        .get(0);
        Path status = Path.of("/proc", pid, "status");
        assumeTrue(Files.isReadable(status), "the server is not on this machine");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tenRowsOf60MebibytesAreReadAtOnce() {
        source.createTable();
        source.database()
                .execute(
                        "insert into responses select i, 'FRA', repeat('9', 62914560), repeat('8', 62914560)"
                                + " from generate_series(1, 10) as i");

        RowBlock rows = source.readAll(source.reader());

        assertThat(rows.size()).isEqualTo(10);
        assertThat(rows.values(1)).containsOnly("9".repeat(4_096));
    }

    @Test
    void aLargeValueOfAnotherTypeIsNotPrinted() {
        source.database()
                .execute(
                        "create table large (id bigint primary key, photo bytea)",
                        "alter table large alter photo set storage external",
                        "insert into large values (1, decode(repeat('00', 2000000), 'hex')), (2, '\\x01')");

        RowBlock rows = source.readAll(source.reader(AnyTable.of("large", "id", "photo")));

        assertThat(rows.values(0)).containsExactly("(2000000 bytes)", "\\x01");
    }

    @Test
    void aPageShrinksUntilItIsReadInTimeAndGrowsAgain() {
        answersOfWhichEachTakes("0.0005", "true");
        source.insertAnswers(1, 1_000);
        source.setForReader("statement_timeout", "'400ms'");
        SourceTable reader = source.reader();
        List<Long> read = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();

        RowPage page;
        do {
            long from = read.isEmpty() ? Long.MIN_VALUE : read.get(read.size() - 1) + 1;
            page = source.await(reader.probe(List.of(new KeyRange(from, Long.MAX_VALUE)), 1, PAGE));
            for (long key : page.rows().keys()) {
                read.add(key);
            }
            sizes.add(page.rows().size());
        } while (page.more());

        assertThat(read).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(sizes.get(0)).isBetween(1, 200);
        assertThat(reader.facts().unreadKeys()).isEmpty();
        source.database().execute("create or replace view responses as select * from answers");
        assertThat(probed(reader, 40)).isEqualTo(1_000);
    }

    private int probed(SourceTable reader, int times) {
        int most = 0;
        for (int i = 0; i < times; i++) {
            most = Math.max(most, source.readAll(reader).size());
        }
        return most;
    }

    @Test
    void aRowThatIsTooSlowByItselfIsLeftOutAndTheOthersGoOn() {
        answersOfWhichEachTakes("3", "id = 7");
        source.insertAnswers(1, 20);
        source.setForReader("statement_timeout", "'400ms'");
        SourceTable reader = source.reader();

        List<Long> read = new ArrayList<>();
        RowPage page;
        do {
            long from = read.isEmpty() ? Long.MIN_VALUE : read.get(read.size() - 1) + 1;
            page = source.await(reader.probe(List.of(new KeyRange(from, Long.MAX_VALUE)), 1, PAGE));
            for (long key : page.rows().keys()) {
                read.add(key);
            }
        } while (page.more());

        assertThat(read).hasSize(19).doesNotContain(7L);
        assertThat(reader.facts().unreadKeys()).containsExactly(7L);
        assertThat(reader.facts().sentences("id"))
                .containsExactly(
                        "rows that cannot be read within the time limit are left out: id 7");
        assertThat(source.sums(reader, KeyRange.ALL).get(0L).rows()).isEqualTo(19);
        assertThat(source.await(reader.digests(List.of(KeyRange.ALL))).byKey()).hasSize(19);
        assertThat(source.await(reader.readRange(new KeyRange(5, 8), 1)).rows().keys())
                .containsExactly(5, 6, 8);
    }

    @Test
    void sumsDigestsAndRowsByKeyFindASlowRowToo() {
        answersOfWhichEachTakes("3", "id = 7");
        source.insertAnswers(1, 20);
        source.setForReader("statement_timeout", "'400ms'");
        KeyRange range = new KeyRange(0, 1_023);

        assertThat(source.sums(source.freshReader(), range).get(0L).rows()).isEqualTo(19);
        assertThat(source.await(source.freshReader().digests(List.of(range))).byKey()).hasSize(19);
        assertThat(source.await(source.freshReader().readRange(range, 1)).rows().size())
                .isEqualTo(19);
        assertThat(source.await(source.freshReader().readKeys(List.of(6L, 7L), 1)).rows().keys())
                .containsExactly(6);
        assertThatThrownBy(() -> source.sums(source.freshReader(), KeyRange.ALL))
                .isInstanceOfSatisfying(
                        SourceProblem.class, problem -> assertThat(problem.isTooSlow()).isTrue());
    }

    @Test
    void aSlowRowAmongAThousandIsLeftOutOfTheirSum() {
        answersOfWhichEachTakes("3", "id = 700");
        source.insertAnswers(1, 1_000);
        source.setForReader("statement_timeout", "'400ms'");

        assertThat(source.sums(source.freshReader(), new KeyRange(0, 1_023)).get(0L).rows())
                .isEqualTo(999);
    }

    @Test
    void aSlowRowIsFoundByFewStatementsThatTakeTooLong() {
        List<Long> keys = LongStream.range(0, 1_024).boxed().toList();
        int tooLong = 0;
        while (keys.size() > 1) {
            List<List<Long>> parts = RowReader.parts(keys);
            assertThat(parts.stream().flatMap(List::stream).toList()).isEqualTo(keys);
            keys = parts.stream().filter(part -> part.contains(700L)).findFirst().orElseThrow();
            tooLong++;
        }

        // After sums and digests of the range, with 8 s each: less than a minute.
        assertThat(tooLong).isLessThanOrEqualTo(5);
    }

    @Test
    void aShorterLimitOfTheRoleIsKeptAndALaxerOneIsNot() {
        assertThat(limit()).isEqualTo("8s");

        source.setForReader("statement_timeout", "'700ms'");
        assertThat(limit()).isEqualTo("700ms");

        source.setForReader("statement_timeout", "'1min'");
        assertThat(limit()).isEqualTo("8s");
    }

    private String limit() {
        PostgresConnection connection =
                source.open(source.database().url(), source.database().reader());
        String limit =
                source.await(
                                connection.query(
                                        "select pg_catalog.current_setting('statement_timeout')",
                                        Tuple.tuple()))
                        .iterator()
                        .next()
                        .getString(0);
        connection.close();
        return limit;
    }

    @Test
    void aReadTellsTheServersOwnTime() {
        answersOfWhichEachTakes("0.05", "true");
        source.insertAnswers(1, 4);
        SourceTable reader = source.reader();

        long rows = source.await(reader.readRange(KeyRange.ALL, 1)).costMicros();
        long sums = source.await(reader.sumRanges(KeyRange.ALL)).costMicros();

        assertThat(Duration.ofNanos(rows * 1_000))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(3));
        assertThat(Duration.ofNanos(sums * 1_000))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(3));
    }

    private void answersOfWhichEachTakes(String seconds, String which) {
        source.database()
                .execute(
                        "create table answers (id bigint primary key, cnt text, escs text, tmins text, belong text, durecec text)",
                        "create function slow(id bigint) returns text language plpgsql stable as"
                                + " $$ begin if %s then perform pg_sleep(%s); end if; return '1'; end $$"
                                        .formatted(which, seconds),
                        "create view responses as select a.id, a.cnt, a.escs, a.tmins, a.belong,"
                                + " slow(a.id) as durecec from answers a");
    }
}
