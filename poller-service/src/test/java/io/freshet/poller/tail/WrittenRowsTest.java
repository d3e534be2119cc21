package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where a table tells which rows were written, most passes look at nothing else. */
class WrittenRowsTest {

    private static final int ROWS = 10_000;
    private static final Duration PROMISE = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(110);

    private final SimulatedPoller poller = new SimulatedPoller();

    /** Of half a second a pass: whole ones are far from one another. */
    private void started() {
        poller.source.cost(50);
        poller.table.fill(1, ROWS);
        poller.start();
        poller.untilExact(Duration.ofMinutes(1));
        poller.pass(Duration.ofSeconds(40));
    }

    private void change(long key) {
        poller.table.put(key, "changed");
        poller.untilExact(PROMISE);
    }

    private long heldRows() {
        return poller.warehouse.rows(SimulatedPoller.TABLE).size();
    }

    @Test
    void findsAnUpdateAndSumsNothingUp() {
        started();
        long before = poller.source.rowsLookedAt();

        change(900);
        assertThat(poller.source.rowsLookedAt() - before)
                .as("half of what a whole pass takes here, and the row")
                .isLessThan(ROWS / 2 + 100);
        assertThat(poller.meter.changedRows().count()).isOne();
    }

    @Test
    void looksAtAFewRowsAtOnce() {
        started();
        change(900);
        long before = poller.source.looked();

        change(901);
        poller.pass(PROMISE);

        assertThat(poller.source.looked() - before)
                .as("20 ms of 25 microseconds for each row")
                .isBetween(9L, 40L);
    }

    @Test
    void whatIsWrittenMeanwhileIsNoReasonToSumUp() {
        for (long key = 2; key <= 2 * ROWS; key += 2) {
            poller.table.put(key, "even");
        }
        poller.source.cost(50);
        poller.start();
        poller.untilExact(Duration.ofMinutes(1));
        poller.pass(Duration.ofSeconds(40));
        long before = poller.source.summed();

        for (long key = 1; key <= 400; key += 2) {
            // applied by fives: what is held has more than what was looked at
            poller.broker.consuming(key % 10 == 9);
            for (long part = 0; part < 10; part++) {
                poller.table.put(part * 2_000 + key, "odd");
            }
            poller.table.put(key * 20, "changed" + key);
            poller.pass(Duration.ofMillis(100));
        }

        poller.untilExact(PROMISE);
        assertThat(poller.source.summed()).isEqualTo(before);
        assertThat(poller.meter.newRows().count()).as("the polls find those").isZero();
    }

    @Test
    void whatTheWarehouseLacksIsNoReasonToSumUpWhereItWasWritten() {
        started();
        long before = poller.source.summed();

        poller.warehouse.rows(SimulatedPoller.TABLE).remove(900L);
        change(900);
        assertThat(poller.source.summed()).isEqualTo(before);
        assertThat(poller.meter.newRows().count()).isOne();
    }

    @Test
    void looksFromWhereTheLastPassBegan() {
        started();
        change(900);
        String first = poller.source.lookedSince();

        change(901);
        change(902);

        assertThat(Long.parseLong(poller.source.lookedSince()))
                .isGreaterThan(Long.parseLong(first));
    }

    @Test
    void looksAtARowOnce() {
        started();
        change(900);
        poller.warehouse.takeEvents();

        change(901);
        poller.pass(PROMISE);

        assertThat(poller.warehouse.takeEvents()).hasSize(1);
        assertThat(poller.meter.changedRows().count()).isEqualTo(2);
    }

    @Test
    void findsDeletesByHowManyRowsThereAre() {
        started();

        poller.table.remove(900);
        poller.table.remove(9_000);

        poller.untilExact(PROMISE);
        assertThat(poller.meter.goneRows().count()).isEqualTo(2);
    }

    @Test
    void findsARowThatGotAnotherKey() {
        started();
        poller.table.remove(ROWS + 1);
        poller.table.put(ROWS + 100, "moved");
        poller.table.remove(900);

        poller.untilExact(PROMISE);

        assertThat(poller.holds(ROWS + 100, "moved")).isTrue();
        assertThat(heldRows()).isEqualTo(ROWS);
    }

    @Test
    void findsDeletesBesideUpdatesAndInserts() {
        started();

        for (int key = 1; key <= 300; key++) {
            poller.table.put(key * 30L, "changed");
            poller.table.remove(key * 30L + 1);
            poller.table.put(ROWS + key, "new");
        }

        poller.untilExact(PROMISE);
        assertThat(poller.meter.changedRows().count()).isEqualTo(300);
        assertThat(poller.meter.goneRows().count()).isEqualTo(300);
        assertThat(poller.meter.newRows().count()).as("the polls find those").isZero();
    }

    @Test
    void findsMoreThanItComparesOneByOne() {
        started();

        for (int key = 1; key <= 8_000; key++) {
            poller.table.put(key, "changed");
        }

        poller.untilExact(PROMISE.multipliedBy(2));
        assertThat(poller.meter.changedRows().count()).isEqualTo(8_000);
    }

    @Test
    void sumsUpWhatItCannotLookAtInTime() {
        started();
        poller.source.slowDownWritten();

        poller.table.put(900, "changed");

        poller.untilExact(Duration.ofMinutes(2));
    }

    @Test
    void comparesAllWithoutAHintNowAndThen() {
        started();

        poller.table.changeUnseen(900, "changed");
        poller.table.put(901, "changed");

        assertThat(poller.untilExact(WHOLE)).isGreaterThan(PROMISE);
    }

    @Test
    void provesByComparingAllAlone() {
        started();
        poller.pass(WHOLE);
        long proven = poller.status().auditedAt();

        change(900);

        assertThat(poller.status().auditedAt()).isEqualTo(proven);
    }

    @Test
    void comparesAllOverANewConnection() {
        started();
        poller.table.changeUnseen(900, "changed");

        poller.source.cut();
        poller.table.put(901, "changed");

        assertThat(poller.untilExact(PROMISE)).isLessThan(PROMISE);
    }

    @Test
    void comparesAllWhereATableDoesNotTellAnyMore() {
        started();
        poller.source.tellWritten(false);
        poller.source.cut();

        change(900);
    }
}
