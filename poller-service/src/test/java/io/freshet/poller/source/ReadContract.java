package io.freshet.poller.source;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_REPLAY_AGE;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_ROW_TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.pipeline.ValueLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that are read are those that are there, with their values. */
interface ReadContract extends TestedSource {

    @Test
    default void probesOnlyWhatIsInTheGaps() {
        source().createTable();
        source().fill(1, 100);
        SourceTable table = source().read();
        List<KeyRange> gaps = List.of(new KeyRange(98, Long.MAX_VALUE), new KeyRange(5, 7));

        RowPage page = source().await(table.probe(gaps, 1, 1_000));

        assertThat(page.rows().keys()).containsExactlyInAnyOrder(5, 6, 7, 98, 99, 100);
        assertThat(page.more()).isFalse();
        assertThat(page.costMicros()).isNotNegative();
        RowPage none = source().await(table.probe(List.of(), 1, 10));
        assertThat(none.rows().size()).isZero();
        assertThat(none.more()).isFalse();
    }

    @Test
    default void saysWhereAProbeMayHaveLeftRowsOut() {
        source().createTable();
        source().fill(1, 100);
        SourceTable table = source().read();
        List<KeyRange> gaps = List.of(new KeyRange(1, 4), new KeyRange(11, 14));

        RowPage page = source().await(table.probe(gaps, 1, 6));

        assertThat(page.rows().keys()).hasSize(6).doesNotHaveDuplicates();
        assertThat(page.more()).isTrue();
        assertThat(source().await(table.probe(gaps, 1, 9)).more()).isFalse();
    }

    @Test
    default void readsARangeInTheOrderOfItsKeys() {
        source().createTable();
        source().fill(1, 50);
        source().put(20, "written again");
        SourceTable table = source().read();

        RowPage page = source().await(table.readRange(new KeyRange(19, 23), 17));

        assertThat(page.rows().keys()).containsExactly(19, 20, 21, 22, 23);
        assertThat(page.rows().values(0)[1]).isEqualTo("written again");
        assertThat(page.rows().readAt()).isEqualTo(17);
        assertThat(page.more()).isFalse();
        assertThat(source().await(table.readRange(new KeyRange(51, 99), 1)).rows().size()).isZero();
    }

    @Test
    default void readsRowsByTheirKeys() {
        source().createTable();
        source().fill(1, 100);
        source().put(70, "seventy");
        SourceTable table = source().read();

        RowBlock rows = source().await(table.readKeys(List.of(70L, 3L, 101L), 17)).rows();

        assertThat(rows.keys()).containsExactlyInAnyOrder(3, 70);
        assertThat(rows.values(0)).contains("seventy");
        assertThat(rows.readAt()).isEqualTo(17);
        assertThat(source().await(table.readKeys(List.of(), 1)).rows().size()).isZero();
    }

    @Test
    default void readsFromTheLowestKeyToTheHighest() {
        source().createTable();
        SourceTable table = source().read();
        assertThat(source().await(table.highestKey())).isEmpty();
        assertThat(source().all(table).size()).isZero();

        source().put(Long.MIN_VALUE, "lowest");
        source().put(-1, "below");
        source().put(0, "zero");
        assertThat(source().await(table.highestKey())).hasValue(0);
        source().put(Long.MAX_VALUE, "highest");

        assertThat(source().await(table.readRange(KeyRange.ALL, 1)).rows().values(0))
                .containsExactly("lowest", "below", "zero", "highest");
        assertThat(source().await(table.highestKey())).hasValue(Long.MAX_VALUE);
    }

    @Test
    default void givesValuesAsTheyAre() {
        String[] values = {"", " fra ", "é💧٣", "\t-0.50\n", "it's \\ \"quoted\"", null};
        source().createTable();
        for (int key = 0; key < values.length; key++) {
            source().put(key, values[key]);
        }

        RowBlock rows = source().await(source().read().readRange(KeyRange.ALL, 1)).rows();

        assertThat(rows.columns()).isEqualTo(source().definition().columnNames());
        assertThat(rows.values(0)).containsExactly(values);
        assertThat(rows.values(1)).containsOnlyNulls();
    }

    @Test
    default void cutsALongValueAndTakesAllOfItIntoTheDigest() {
        source().createTable();
        source().put(1, "9".repeat(100_000));
        SourceTable table = source().read();
        RowBlock before = source().all(table);

        source().put(1, "9".repeat(100_001));

        RowBlock after = source().all(table);
        assertThat(before.values(0)).containsExactly("9".repeat(ValueLimits.CUT_LENGTH));
        assertThat(after.values(0)).isEqualTo(before.values(0));
        assertThat(after.digests()).isNotEqualTo(before.digests());
    }

    @Test
    default void rowsThatDifferHaveDigestsThatDiffer() {
        source().createTable();
        source().put(1, "a");
        source().put(2, "a");
        source().put(3, "b");
        source().put(4, "");
        source().put(5, null);
        SourceTable table = source().read();
        long[] before = source().await(table.readRange(KeyRange.ALL, 1)).rows().digests();

        source().put(3, "c");

        long[] after = source().await(table.readRange(KeyRange.ALL, 1)).rows().digests();
        assertThat(before).doesNotHaveDuplicates();
        assertThat(after[2]).isNotEqualTo(before[2]);
        assertThat(Arrays.copyOf(after, 2)).isEqualTo(Arrays.copyOf(before, 2));
        source().put(3, "b");
        assertThat(source().await(table.readRange(KeyRange.ALL, 1)).rows().digests())
                .isEqualTo(before);
    }

    @Test
    default void readsOfWhenItIsAsked() {
        source().createTable();
        source().fill(1, 3);
        SourceTable table = source().read();
        long readAt = source().nowMicros();

        assertThat(source().await(table.readRange(KeyRange.ALL, readAt)).asOf()).isEqualTo(readAt);
        assertThat(source().await(table.readKeys(List.of(1L), readAt)).asOf()).isEqualTo(readAt);
        assertThat(source().await(table.probe(List.of(KeyRange.ALL), readAt, 1)).asOf())
                .isEqualTo(readAt);
    }

    @Test
    default void saysHowOldIsWhatItShows() {
        source().createTable();
        source().fill(1, 3);
        SourceTable table = source().read();
        if (source().can(SUPPORTS_REPLAY_AGE)) {
            source().pauseReplay(true);
        }
        long paused = source().nowMicros();
        source().put(4, "written later");
        long readAt = paused + Duration.ofMinutes(1).toNanos() / 1_000;

        RowPage page = source().await(table.readRange(KeyRange.ALL, readAt));

        if (source().can(SUPPORTS_REPLAY_AGE)) {
            assertThat(page.rows().keys()).containsExactly(1, 2, 3);
            assertThat(page.asOf()).isLessThan(paused);
            source().pauseReplay(false);
            page = source().await(table.readRange(KeyRange.ALL, readAt));
        }
        assertThat(page.rows().keys()).containsExactly(1, 2, 3, 4);
        assertThat(page.asOf()).isEqualTo(readAt);
    }

    @Test
    default void givesTheTimeOfTheDeclaredColumn() {
        long micros = 1_795_230_306_789_012L;
        source().createTable();
        source().fill(1, 2);
        source().date(micros);

        RowBlock rows = source().all(source().read());

        if (source().can(SUPPORTS_ROW_TIMES)) {
            assertThat(rows.times()).containsExactly(micros, micros);
            assertThat(rows.ownTimes()).isTrue();
        } else {
            assertThat(rows.times()).containsExactly(RowBlock.NO_TIME, RowBlock.NO_TIME);
            assertThat(rows.ownTimes()).isFalse();
        }
    }
}
