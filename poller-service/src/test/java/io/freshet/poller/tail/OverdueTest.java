package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import io.freshet.poller.warehouse.InMemoryWarehouse.HeldRow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Live is not said of a source while what is promised of it is not kept. */
class OverdueTest {

    private final SimulatedPoller poller = new SimulatedPoller();

    @Test
    void isNotCalledLiveWhileItIsUnprovenForLongerThanPromised() {
        poller.table.fill(1, 3_000);
        poller.started();

        poller.warehouse.away(true);
        poller.pass(Duration.ofSeconds(45));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        poller.pass(Duration.ofSeconds(30));

        assertThat(poller.status().state()).isEqualTo(SourceState.CATCHING_UP);
        assertThat(poller.status().detail())
                .startsWith("table responses: not proven equal to what is held for longer than")
                .matches(".* \\(since \\S+Z\\)");
        poller.warehouse.away(false);
        poller.pass(Duration.ofSeconds(10));
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void aLargeTableHasAsLongAsComparingItTakes() {
        poller.source.cost(40);
        poller.table.fill(1, 50_000);
        poller.start();
        poller.untilExact(Duration.ofMinutes(2));

        for (int second = 0; second < 1_200; second++) {
            poller.pass(Duration.ofSeconds(1));
            assertThat(poller.status().state())
                    .as("after %d s", second)
                    .isEqualTo(SourceState.LIVE);
        }
    }

    @Test
    void rowsThatAreHeldAgainAndAgainAreNamed() {
        poller.table.fill(1, 3_000);
        poller.started();
        HeldRow held = poller.warehouse.rows(SimulatedPoller.TABLE).get(77L);
        poller.table.truncate();
        poller.pass(Duration.ofSeconds(5));

        for (int second = 0; second < 60; second++) {
            poller.warehouse.rows(SimulatedPoller.TABLE).put(77L, held);
            poller.pass(Duration.ofSeconds(1));
        }

        assertThat(poller.status().state()).isEqualTo(SourceState.DIVERGING);
        assertThat(poller.status().detail())
                .startsWith(
                        "table responses: rows with keys from 0 to 1023 are held again and again");
    }
}
