package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.SourceState;
import io.freshet.poller.warehouse.InMemoryWarehouse.HeldRow;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table whose keys do not tell what is new: rows are found by comparing, whatever happened. */
class HashedTableTest {

    private static final Duration PROMISE = Duration.ofSeconds(10);

    private final SimulatedPoller poller = new SimulatedPoller(SimulatedPoller.HASHED);
    private final Random random = new Random(7);

    private void fill(int rows) {
        for (int row = 0; row < rows; row++) {
            poller.table.put(random.nextLong(), "v" + row);
        }
    }

    private long anyKey() {
        return poller.table.digests(0).keySet().stream()
                .skip(random.nextInt(poller.table.digests(0).size()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsAllThatIsThereOnceAndProvesIt() {
        fill(40_000);

        poller.start();

        poller.untilExact(PROMISE);
        poller.pass(Duration.ofSeconds(20));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.reconciled()).isZero();
        assertThat(poller.said())
                .anySatisfy(said -> assertThat(said).matches("responses: reading, [1-9]\\d? %.*"));
        assertThat(poller.status().progress()).isEmpty();
        assertThat(poller.status().auditedAt())
                .isBetween(poller.time.wallMicros() - 10_000_000, poller.time.wallMicros());
        assertThat(poller.warehouse.takeEvents())
                .hasSizeBetween(8, 50)
                .allSatisfy(event -> assertThat(event).isInstanceOf(RowsRead.class));
        assertThat(poller.warehouse.rows(SimulatedPoller.TABLE).values())
                .extracting(HeldRow::time)
                .containsOnly(RowBlock.NO_TIME);
    }

    @Test
    void findsWhatIsInsertedChangedAndDeletedInTenSeconds() {
        fill(5_000);
        poller.started();

        for (int change = 0; change < 20; change++) {
            poller.pass(Duration.ofMillis(random.nextInt(15_000)));
            switch (change % 3) {
                case 0 -> fill(3);
                case 1 -> poller.table.put(anyKey(), "changed" + change);
                default -> poller.table.remove(anyKey());
            }
            poller.table.statistics(change % 2 == 0);
            poller.untilExact(PROMISE);
        }
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void givesWhatIsInsertedLaterTheTimeOfItsReading() {
        fill(100);
        poller.started();
        poller.pass(Duration.ofSeconds(20));

        poller.table.put(77, "later");
        poller.untilExact(PROMISE);

        assertThat(poller.warehouse.rows(SimulatedPoller.TABLE).get(77L).time())
                .isBetween(poller.time.wallMicros() - 10_000_000, poller.time.wallMicros());
    }

    @Test
    void clearsATableThatIsEmptiedWithFewEvents() {
        fill(2_000);
        poller.started();
        poller.warehouse.takeEvents();

        poller.table.truncate();

        poller.untilExact(Duration.ofSeconds(5));
        assertThat(poller.warehouse.takeEvents())
                .hasSizeLessThan(5)
                .allSatisfy(event -> assertThat(event).isInstanceOf(RangeRead.class));
    }

    @Test
    void doesNotTakeWhatWasReadSinceAComparisonForGone() {
        fill(3_000);
        poller.started();

        for (int i = 0; i < 400; i++) {
            fill(5);
            poller.table.put(anyKey(), "changed" + i);
            poller.pass(Duration.ofMillis(50));
        }

        poller.untilExact(PROMISE);
        assertThat(poller.meter.goneRows().count()).isZero();
    }

    @Test
    void readsOnWhereItStoppedWithoutReadingAllAgain() {
        fill(5_000);
        poller.started();
        poller.pass(Duration.ofSeconds(10));
        poller.warehouse.takeEvents();
        poller.warehouse.backfilled(SimulatedPoller.TABLE);
        poller.warehouse.openElsewhere();
        fill(10);

        poller.untilExact(Duration.ofSeconds(20));

        long published =
                poller.warehouse.takeEvents().stream()
                        .filter(RowsRead.class::isInstance)
                        .mapToLong(event -> ((RowsRead) event).rows().size())
                        .sum();
        assertThat(published).isEqualTo(10);
    }

    @Test
    void readsAllAgainWhereTheWarehouseLostIt() {
        fill(5_000);
        poller.started();
        poller.pass(Duration.ofSeconds(10));

        poller.warehouse.forgetEverything();

        poller.untilExact(Duration.ofSeconds(20));
    }

    @Test
    void isExactAgainAfterTheAggregatorWasAway() {
        fill(5_000);
        poller.started();

        poller.broker.consuming(false);
        fill(500);
        poller.table.remove(anyKey());
        poller.pass(Duration.ofSeconds(30));
        poller.broker.consuming(true);

        poller.untilExact(Duration.ofSeconds(30));
    }

    @Test
    void isExactAgainAfterEventsWereLostWhileItWasReadForTheFirstTime() {
        fill(60_000);
        poller.source.latency(Duration.ofMillis(50));
        poller.start();
        poller.pass(Duration.ofMillis(400));
        assertThat(poller.isExact()).isFalse();

        poller.broker.losing(true);
        poller.pass(Duration.ofMillis(200));
        poller.broker.losing(false);

        poller.untilExact(Duration.ofSeconds(60));
    }

    @Test
    void saysHowOldItsDataIsByWhatIsProven() {
        fill(100);
        poller.started();
        poller.pass(Duration.ofSeconds(60));

        assertThat(poller.status().asOf()).isEqualTo(poller.status().auditedAt());
    }
}
