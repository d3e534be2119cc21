package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.RowsRead;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changed under known keys is found and repaired row by row. */
class ReconciliationTest {

    private static final Duration PROMISE = Duration.ofSeconds(10);

    @Test
    void provesATableThatIsNotWrittenTo() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 5_000);
        poller.started();

        poller.pass(Duration.ofSeconds(20));

        assertThat(poller.status().auditedAt())
                .isBetween(poller.time.wallMicros() - 10_000_000, poller.time.wallMicros());
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void publishesTheOneRowThatChanged() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 5_000);
        poller.started();
        poller.warehouse.takeEvents();

        poller.table.put(900, "changed");

        poller.untilExact(PROMISE);
        assertThat(poller.warehouse.takeEvents())
                .singleElement()
                .isInstanceOfSatisfying(
                        RowsRead.class,
                        read -> assertThat(read.rows().keys()).containsExactly(900));
        assertThat(poller.meter.changedRows().count()).isOne();
        assertThat(poller.reconciled()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 1, true",
        "1000, 1, false",
        "100, 30, true",
        "1000, 30, true",
        "1000, 30, false"
    })
    void findsAChangeInTenSecondsWithoutStatisticsHoweverSeldomItPollsAndFromAfar(
            long pollMillis, long latencyMillis, boolean tellsWritten) {
        SimulatedPoller poller = new SimulatedPoller(Duration.ofMillis(pollMillis));
        poller.source.tellWritten(tellsWritten);
        poller.table.statistics(false);
        poller.source.latency(Duration.ofMillis(latencyMillis));
        poller.source.cost(40);
        poller.table.fill(1, 25_000);
        poller.start();
        poller.untilExact(Duration.ofMinutes(2));
        Random random = new Random(pollMillis);

        for (int change = 0; change < 20; change++) {
            poller.pass(Duration.ofMillis(random.nextInt(20_000)));
            long key = 1L + random.nextInt(25_000);
            poller.table.put(key, "changed" + change);
            long began = poller.time.millis();

            while (!poller.holds(key, "changed" + change)) {
                poller.pass(Duration.ofMillis(10));
            }
            assertThat(poller.time.millis() - began).isLessThanOrEqualTo(PROMISE.toMillis());
        }
    }

    @Test
    void readsOnlyThePartsOfARangeAgainThatDiffer() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.source.tellWritten(false);
        poller.table.fill(0, 20_479);
        poller.started();
        poller.pass(Duration.ofSeconds(20));
        long before = poller.source.rowsLookedAt();
        poller.table.put(5_000, "changed");
        poller.table.put(5_070, "changed");
        poller.table.put(11_000, "changed");

        poller.untilExact(PROMISE);

        assertThat(poller.source.rowsLookedAt() - before)
                .as("one pass, three parts of 64, three rows")
                .isLessThanOrEqualTo(20_480 + 3 * 64 + 3);
    }

    @Test
    void whatItCostsIsPartOfTheSourcesShare() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.statistics(false);
        poller.source.cost(40);
        poller.table.fill(1, 100_000);
        poller.start();
        poller.untilExact(Duration.ofMinutes(2));

        poller.pass(Duration.ofMinutes(10));

        assertThat(poller.meter.share().share())
                .as("polls take 0.1 % here, reconciliation at idle 2 %")
                .isBetween(0.018, 0.024);
    }

    @Test
    void noticesDeletedRowsAndWatchesTheirKeys() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 5_000);
        poller.started();

        poller.table.remove(10);
        poller.table.remove(11);
        poller.table.remove(4_000);
        poller.untilExact(PROMISE);
        assertThat(poller.meter.goneRows().count()).isEqualTo(3);

        poller.table.put(10, "again");
        assertThat(poller.untilExact(PROMISE)).isLessThan(Duration.ofMillis(150));
    }

    @Test
    void leavesInsertsToThePolls() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 3_000);
        poller.started();

        for (int i = 0; i < 3_000; i++) {
            poller.table.put(4_000 + 3L * i, "x");
            poller.pass(Duration.ofMillis(7));
        }

        poller.untilExact(PROMISE);
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void provesRangesThatAreWrittenToAllTheTime() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 3_000);
        poller.started();

        for (int i = 0; i < 3_000; i++) {
            poller.table.put(4_000 + i, "x");
            poller.pass(Duration.ofMillis(10));
        }

        assertThat(poller.status().auditedAt())
                .isGreaterThan(poller.time.wallMicros() - 12_000_000);
    }

    @Test
    void findsWhatIsDamagedInTheWarehouse() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 3_000);
        poller.started();

        poller.warehouse.rows(SimulatedPoller.TABLE).remove(77L);

        poller.untilExact(Duration.ofSeconds(12));
        assertThat(poller.meter.newRows().count()).isOne();
    }

    @Test
    void hasSumsComputedAnewThatAreDamagedInTheWarehouse() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 3_000);
        poller.started();

        poller.warehouse.damageSums(1);
        poller.pass(Duration.ofMinutes(8));

        assertThat(poller.warehouse.isDamaged(1)).isFalse();
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void provesATableAgainWhoseRowWasDamagedTwiceAlike() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 3_000);
        poller.started();

        for (int damage = 0; damage < 2; damage++) {
            poller.warehouse.rows(SimulatedPoller.TABLE).remove(77L);
            poller.untilExact(Duration.ofSeconds(12));
        }
        long repaired = poller.time.wallMicros();
        poller.pass(Duration.ofSeconds(20));

        assertThat(poller.status().auditedAt()).isGreaterThan(repaired);
    }

    @Test
    void namesARowThatCannotBeRepaired() {
        SimulatedPoller poller = new SimulatedPoller();
        poller.table.fill(1, 3_000);
        poller.started();

        poller.warehouse.refuse(500);
        poller.table.put(500, "refused");
        poller.pass(Duration.ofMinutes(2));

        assertThat(poller.status().detail())
                .startsWith("table responses: the row with key 500 differs again and again");
        poller.table.put(501, "fine");
        poller.pass(Duration.ofSeconds(10));
        assertThat(poller.warehouse.digests(SimulatedPoller.TABLE).get(501L))
                .isEqualTo(poller.table.digests(poller.meaning()).get(501L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void isExactAfterAnyHistory(int seed) {
        Random random = new Random(seed);
        SimulatedPoller poller = new SimulatedPoller();
        boolean whole = seed % 2 == 0;
        poller.source.tellWritten(!whole);
        poller.source.cost(whole ? 0 : 100);
        poller.table.fill(1, 2_000);
        poller.start();

        for (int move = 0; move < 400; move++) {
            move(poller, random);
            poller.pass(Duration.ofMillis(random.nextInt(300)));
        }
        poller.source.recover();
        poller.broker.losing(false);
        poller.broker.consuming(true);
        poller.warehouse.away(false);

        poller.untilExact(Duration.ofSeconds(whole ? 40 : 300));
    }

    private static void move(SimulatedPoller poller, Random random) {
        long key = random.nextInt(6_000) - 1_000L;
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> poller.table.put(key, "v" + random.nextInt());
            case 4, 5 -> poller.table.remove(key);
            case 6 -> poller.table.fill(key, key + random.nextInt(500));
            case 7 -> poller.source.failNext("it is down");
            case 8 -> poller.broker.losing(random.nextInt(4) == 0);
            case 9 -> poller.broker.consuming(random.nextInt(4) > 0);
            case 10 -> poller.warehouse.away(random.nextInt(6) == 0);
            case 11 -> poller.warehouse.rows(SimulatedPoller.TABLE).remove(key);
            case 12 -> {
                if (random.nextInt(10) == 0) {
                    poller.table.truncate();
                }
            }
            default -> {
                if (random.nextInt(10) == 0) {
                    poller.warehouse.openElsewhere();
                }
            }
        }
    }
}
