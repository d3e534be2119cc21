package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import io.freshet.poller.fault.NthCall;
import io.freshet.poller.fault.NthCall.Way;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first call of source, warehouse or broker fails, then in another run the second, and so on
 * until a run passes untouched: whichever it is, all is exact, proven and live again. In a build
 * each call fails in two of the ways; {@code -Dfreshet.test.call-step=1} takes all ways.
 */
@Tag("slow")
class EveryCallFailsTest {

    private static final int STEP = Integer.getInteger("freshet.test.call-step", 4);
    private static final Duration A_WHILE = Duration.ofMillis(2_500);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WELL = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(75);

    @ParameterizedTest
    @EnumSource(Way.class)
    void isExactProvenAndLiveAgain(Way way) {
        boolean untouched = false;
        int first = 1 + List.of(Way.values()).indexOf(way) % STEP;
        for (int number = first; !untouched; number += STEP) {
            SimulatedPoller poller = new SimulatedPoller(Duration.ofMillis(500));
            NthCall call = new NthCall(poller.time, number, way);
            poller.failing(call);
            write(poller);
            untouched = !call.happened();
            assertWell(poller, call);
        }
    }

    /** Rows of every kind of change, in pieces that need several events, pages and steps. */
    private static void write(SimulatedPoller poller) {
        poller.table.fill(1, 1_030);
        poller.start();
        poller.pass(A_WHILE);
        poller.table.put(500, "changed");
        poller.table.remove(10);
        poller.table.fill(1_032, 1_040);
        poller.pass(A_WHILE);
        poller.table.put(1_031, "late");
        poller.warehouse.rows(SimulatedPoller.TABLE).remove(77L);
        poller.pass(A_WHILE);
        poller.table.truncate();
        poller.table.fill(1, 50);
        poller.pass(A_WHILE);
    }

    private static void assertWell(SimulatedPoller poller, NthCall call) {
        long written = poller.time.wallMicros();
        for (long waited = 0; !isWell(poller, written); waited += LOOK.toMillis()) {
            assertThat(waited)
                    .as("milliseconds after %s, while it says %s", call, poller.status())
                    .isLessThanOrEqualTo((call.isAnswered() ? WELL : LONGEST_WAIT).toMillis());
            poller.pass(LOOK);
        }
        poller.assertExact();
        assertGoesOn(poller, call);
        assertThat(poller.source.connections()).as("connections after %s", call).isOne();
        poller.stop();
        assertThat(poller.source.connections()).as("connections after %s", call).isZero();
    }

    /** Nothing is left over of the failure: what comes now needs no other epoch. */
    private static void assertGoesOn(SimulatedPoller poller, NthCall call) {
        poller.failing(NthCall.none());
        poller.pass(Duration.ofSeconds(8));
        long fence = poller.status().published().fence();
        poller.table.put(5_000, "new");
        poller.pass(Duration.ofSeconds(8));
        assertThat(poller.status().published().fence())
                .as("epoch after %s, said: %s", call, poller.said())
                .isEqualTo(fence);
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        poller.assertExact();
    }

    private static boolean isWell(SimulatedPoller poller, long written) {
        return poller.isTold()
                && poller.status().auditedAt() >= written
                && poller.status().state() == SourceState.LIVE;
    }
}
