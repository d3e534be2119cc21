package io.freshet.poller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.ChangeEvent;
import io.freshet.events.KeyRange;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.poller.publish.RecordedEpoch;
import io.freshet.poller.publish.RowSlices;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.postgres.PostgresSource;
import io.freshet.poller.table.KeyGaps;
import io.freshet.poller.table.RangeChecksums;
import io.freshet.poller.table.RangeSum;
import io.freshet.poller.table.TableState;
import io.freshet.testkit.TestServers;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges that were found different are read again from a real table and published. */
class RangeRepairTest {

    private static final KeyRange FIRST = RangeChecksums.keysOf(0);

    private final Vertx vertx = Vertx.vertx();
    private final PostgresSource source = new PostgresSource(TestServers.postgres());
    private final RecordedEpoch epoch = new RecordedEpoch(vertx, "fra", 7);
    private SourceTable reader;
    private TableState state;

    @BeforeEach
    void readEverythingOnce() {
        source.createTable();
        source.insert(1, 1_500);
        reader = source.reader();
        state =
                new TableState(
                        new TableId("pisa", "responses"),
                        source.table(),
                        KeyGaps.everything(0),
                        new RangeChecksums(),
                        0,
                        true);
        RowBlock rows = source.await(reader.readRange(KeyRange.ALL, 1)).rows();
        state.publishUnseen(rows, epoch.publisher());
        state.gaps().settle(List.of(KeyRange.ALL), rows.keys(), 0);
        epoch.take();
        assertThat(ledger()).isEqualTo(source.sums(reader, KeyRange.ALL));
    }

    @AfterEach
    void close() {
        source.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void publishesNothingWhereNothingDiffers() {
        assertThat(repair(FIRST)).isFalse();

        assertThat(epoch.take()).isEmpty();
    }

    @Test
    void publishesOnlyNewRowsWhereTheKnownOnesAreAsTheyWere() {
        source.insert(-5, -3);
        KeyRange range = RangeChecksums.keysOf(-1);

        assertThat(repair(range)).isFalse();

        assertThat(epoch.take())
                .singleElement()
                .isInstanceOfSatisfying(
                        RowsRead.class,
                        read -> assertThat(read.rows().keys()).containsExactly(-5, -4, -3));
        assertRepaired(range);
        assertThat(state.gaps().contains(-4)).isFalse();
        assertThat(state.gaps().contains(-2)).isTrue();
    }

    @Test
    void publishesTheWholeRangeWhereARowWasChanged() {
        source.database().execute("update responses set belong = '' where id = 900");

        assertThat(repair(FIRST)).isTrue();

        assertThat(epoch.take())
                .singleElement()
                .isInstanceOfSatisfying(
                        RangeRead.class,
                        read -> {
                            assertThat(read.range()).isEqualTo(FIRST);
                            assertThat(read.rows().size()).isEqualTo(1_023);
                            assertThat(read.refilled()).isFalse();
                            assertThat(read.position().fence()).isEqualTo(7);
                        });
        assertRepaired(KeyRange.ALL);
    }

    @Test
    void publishesAnEmptyRangeWhereAllRowsAreGone() {
        source.database().execute("delete from responses where id <= 1023");

        assertThat(repair(FIRST)).isTrue();

        assertThat(epoch.take())
                .singleElement()
                .isInstanceOfSatisfying(
                        RangeRead.class,
                        read -> {
                            assertThat(read.range()).isEqualTo(FIRST);
                            assertThat(read.rows().size()).isZero();
                        });
        assertRepaired(KeyRange.ALL);
        assertThat(state.gaps().contains(500)).isTrue();
    }

    @Test
    void noticesThatOneRowWasReplacedByAnother() {
        source.database()
                .execute(
                        "delete from responses where id = 10",
                        "insert into responses (id, cnt) values (0, 'FRA')");

        assertThat(repair(FIRST)).isTrue();

        assertRepaired(KeyRange.ALL);
        assertThat(state.gaps().contains(10)).isTrue();
        assertThat(state.gaps().contains(0)).isFalse();
    }

    @Test
    void dividesManyRowsIntoRangesWithoutAHoleBetweenThem() {
        source.insert(1_501, 2L * RowSlices.MOST_ROWS + 10);
        source.database().execute("update responses set tmins = '60'");

        assertThat(repair(KeyRange.ALL)).isTrue();

        List<ChangeEvent> events = epoch.take();
        assertThat(events)
                .hasSize(3)
                .allSatisfy(one -> assertThat(one).isInstanceOf(RangeRead.class));
        long low = Long.MIN_VALUE;
        for (ChangeEvent event : events) {
            RangeRead read = (RangeRead) event;
            assertThat(read.range().low()).isEqualTo(low);
            for (long key : read.rows().keys()) {
                assertThat(read.range().contains(key)).isTrue();
            }
            low = read.range().high() + 1;
        }
        assertThat(low).as("the last ends with the key space").isEqualTo(Long.MIN_VALUE);
        assertRepaired(KeyRange.ALL);
    }

    private boolean repair(KeyRange range) {
        return source.await(
                new RangeRepair(reader, state, epoch.publisher()).run(range, 1, 0, false));
    }

    private void assertRepaired(KeyRange range) {
        Map<Long, RangeSum> expected = source.sums(reader, range);
        Map<Long, RangeSum> held = ledger();
        held.keySet().retainAll(state.ledger().rangesWithin(range));
        assertThat(held).isEqualTo(expected);
    }

    private Map<Long, RangeSum> ledger() {
        Map<Long, RangeSum> sums = new HashMap<>();
        for (long range : state.ledger().rangesWithin(KeyRange.ALL)) {
            if (!state.ledger().get(range).equals(RangeSum.NONE)) {
                sums.put(range, state.ledger().get(range));
            }
        }
        return sums;
    }
}
