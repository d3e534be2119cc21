package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A warehouse that is away, made anew or opened by another is noticed and made good. */
class WarehouseFailuresTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final SimulatedPoller poller = new SimulatedPoller();

    @Test
    void opensAgainWhereSomebodyElseOpenedTheSource() {
        poller.table.fill(1, 10);
        poller.started();

        poller.warehouse.openElsewhere();
        poller.table.put(11, "x");
        poller.untilExact(SOON);

        assertThat(poller.said()).anySatisfy(said -> assertThat(said).contains("opened elsewhere"));
    }

    @Test
    void isExactAgainWhereTheWarehouseIsMadeAnew() {
        poller.table.fill(1, 10);
        poller.started();

        poller.warehouse.forgetEverything();
        poller.table.put(11, "x");

        poller.untilExact(SOON);
    }

    @Test
    void noticesAWarehouseMadeAnewAlsoWhereNothingIsWritten() {
        poller.table.fill(1, 10);
        poller.started();

        poller.warehouse.forgetEverything();

        poller.untilExact(SOON);
    }

    @Test
    void waitsForAWarehouseThatIsAway() {
        poller.table.fill(1, 10);
        poller.started();

        poller.warehouse.away(true);
        poller.table.put(11, "x");
        poller.broker.losing(true);
        poller.pass(Duration.ofSeconds(30));
        poller.broker.losing(false);
        assertThat(poller.status().detail()).contains("the warehouse does not answer");
        poller.warehouse.away(false);

        poller.untilExact(SOON);
    }

    @Test
    void leavesAWarehouseThatNeverAnswers() {
        poller.table.fill(1, 10);
        poller.warehouse.hang(true);
        poller.start();
        poller.pass(Duration.ofMinutes(3));
        assertThat(poller.status().detail()).contains("no answer within");

        poller.warehouse.hang(false);

        poller.untilExact(Duration.ofMinutes(2));
    }
}
