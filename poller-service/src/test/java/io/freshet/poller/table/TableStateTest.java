package io.freshet.poller.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.events.UnreadableEventException;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EncodedChange;
import io.freshet.poller.publish.EpochPublisher;
import io.freshet.poller.time.VirtualTime;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.warehouse.layout.Home;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known of a table, and what that means for rows that are read. */
class TableStateTest {

    private static final TableId TABLE = new TableId("pisa", "responses");
    private static final long READ_AT = 1_800_000_000_000_000L;

    private final List<ChangeEvent> sent = new ArrayList<>();
    private final EpochPublisher publisher =
            new EpochPublisher(this::send, new VirtualTime(), "fra", 1, Tracing.OFF);

    private Future<Void> send(EncodedChange change) {
        try {
            sent.add(ChangeEventCodec.decode(change.body()));
            return Future.succeededFuture();
        } catch (UnreadableEventException e) {
            return Future.failedFuture(e);
        }
    }

    /** Of a table whose highest key was 100 when it was first seen. */
    private static TableState seen(boolean backfilled) {
        KeyGaps gaps = KeyGaps.of(List.of(KeyRange.ALL), 10, PollerLimits.GAPS, 0);
        return new TableState(TABLE, Home.INTEGER, gaps, 100, backfilled);
    }

    private static RowBlock rows(long time, long... keys) {
        long[] times = new long[keys.length];
        Arrays.fill(times, time);
        return new RowBlock(
                List.of("value"),
                READ_AT,
                keys,
                keys.clone(),
                times,
                new String[][] {new String[keys.length]});
    }

    private static long[] stamped(TableState state, RowBlock rows) {
        state.stamp(rows);
        return rows.times();
    }

    @Test
    void rowsThatWereThereAtTheFirstSightHaveNoTime() {
        TableState state = seen(false);

        assertThat(stamped(state, rows(RowBlock.NO_TIME, 99, 100, 101)))
                .containsExactly(RowBlock.NO_TIME, RowBlock.NO_TIME, READ_AT);
    }

    @Test
    void onceAllOfThoseAreReadARowIsOfWhenItWasRead() {
        TableState state = seen(false);
        state.caughtUp(publisher);

        assertThat(stamped(state, rows(RowBlock.NO_TIME, 99, 101)))
                .containsExactly(READ_AT, READ_AT);
        assertThat(stamped(seen(true), rows(RowBlock.NO_TIME, 99))).containsExactly(READ_AT);
    }

    @Test
    void aTimeThatTheSourceKnowsStays() {
        assertThat(stamped(seen(true), rows(17, 99, 101))).containsExactly(17, 17);
        assertThat(stamped(seen(false), rows(17, 99, 101))).containsExactly(17, 17);
    }

    @Test
    void theFirstReadCountsWhenAllOfItIsApplied() {
        TableState state = seen(false);
        assertThat(state.backfilled()).isFalse();
        assertThat(state.backfillApplied(publisher)).isFalse();
        state.publishUnseen(rows(1, 1, 2), publisher);
        state.publishUnseen(rows(1, 3), publisher);

        state.caughtUp(publisher);

        assertThat(state.backfilled()).isTrue();
        publisher.applied(1, 1);
        assertThat(state.backfillApplied(publisher)).isFalse();
        publisher.applied(1, 2);
        assertThat(state.backfillApplied(publisher)).isTrue();
        state.publishUnseen(rows(1, 4), publisher);
        state.caughtUp(publisher);
        assertThat(state.backfillApplied(publisher))
                .as("what comes later is another thing")
                .isTrue();
    }

    @Test
    void rowsTravelInAsManyEventsAsTheyNeed() {
        int rows = PollerLimits.EVENT_ROWS + 1;
        long[] keys = new long[rows];
        for (int row = 0; row < rows; row++) {
            keys[row] = row;
        }

        seen(true).publishUnseen(rows(1, keys), publisher);
        seen(true).publishAgain(rows(1, 7), publisher);
        seen(true).publishUnseen(rows(1), publisher);

        assertThat(sent)
                .extracting(event -> ((RowsRead) event).rows().size())
                .containsExactly(PollerLimits.EVENT_ROWS, 1, 1);
        assertThat(sent)
                .extracting(event -> event.position().sequence())
                .containsExactly(1L, 2L, 3L);
        assertThat(((RowsRead) sent.get(0)).table()).isEqualTo(TABLE);
    }

    @Test
    void whatIsPublishedWhileAComparisonIsOpenIsRemembered() {
        TableState state = seen(true);
        state.publishUnseen(rows(1, 5), publisher);
        state.recent().begin(publisher.lastPublished().sequence());
        state.publishUnseen(rows(1, 6, 2_000), publisher);
        state.publishUnseen(rows(1, 7), publisher);
        state.publishAgain(rows(1, 8), publisher);
        RecentKeys recent = state.recent();

        assertThat(recent.since()).isEqualTo(1);
        assertThat(recent.keysUpTo(2)).containsExactlyInAnyOrder(6L, 2_000L);
        assertThat(recent.keysUpTo(9)).containsExactlyInAnyOrder(6L, 7L, 2_000L);
        assertThat(recent.sumsUpTo(9, Home.INTEGER::numberOf))
                .isEqualTo(
                        Map.of(
                                0L,
                                RangeSum.NONE.plus(6).plus(7),
                                Home.INTEGER.numberOf(2_000),
                                RangeSum.NONE.plus(2_000)));
        assertThat(recent.sumsUpTo(1, Home.INTEGER::numberOf)).isEmpty();
        assertThat(recent.touches(new KeyRange(0, 5))).isFalse();
        assertThat(recent.touches(new KeyRange(7, 8))).isTrue();
        assertThat(recent.isTooMuch()).isFalse();

        recent.end();
        state.publishUnseen(rows(1, 9), publisher);
        assertThat(recent.keysUpTo(99)).isEmpty();
    }

    @Test
    void moreThanIsRememberedVoidsTheComparison() {
        TableState state = seen(true);
        state.recent().begin(0);
        long[] keys = new long[PollerLimits.KEYS_WHILE_COMPARING / 100];

        for (int i = 0; i < 100; i++) {
            state.recent().note(rows(1, keys), i);
        }
        assertThat(state.recent().isTooMuch()).isFalse();
        state.recent().note(rows(1, 1), 101);

        assertThat(state.recent().isTooMuch()).isTrue();
        state.recent().note(rows(1, 2), 102);
        assertThat(state.recent().keysUpTo(102)).as("nothing more is kept").doesNotContain(2L);
        state.recent().begin(102);
        assertThat(state.recent().isTooMuch()).isFalse();
    }
}
