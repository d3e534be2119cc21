package io.freshet.poller.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.fault.NthCall;
import io.freshet.poller.fault.NthCall.Way;
import io.freshet.poller.warehouse.Leases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first of a poller's questions about leases fails, then in another run the second, and so on
 * until a run passes untouched: no source has two owners at any time, and in the end two pollers
 * share them.
 */
class EveryLeaseFailsTest {

    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final Duration SHARED = Leases.LIFETIME.multipliedBy(2);

    @ParameterizedTest
    @EnumSource(value = Way.class, names = "LOST", mode = EnumSource.Mode.EXCLUDE)
    void twoPollersShareTheSourcesAllTheSame(Way way) {
        boolean untouched = false;
        for (int number = 1; !untouched; number++) {
            SimulatedPollers pollers = new SimulatedPollers(5);
            NthCall call = pollers.nthCall(number, way);
            pollers.start("a").warehouse().failing(call);
            pollers.pass(A_WHILE);
            SimulatedPollers.One second = pollers.start("b");
            pollers.pass(A_WHILE);
            second.end();
            pollers.pass(A_WHILE);
            pollers.start("c");
            pollers.pass(A_WHILE);
            untouched = !call.happened();

            pollers.pass(SHARED);

            assertShared(pollers, call);
        }
    }

    private static void assertShared(SimulatedPollers pollers, NthCall call) {
        for (int source = 1; source <= 5; source++) {
            assertThat(pollers.tailing(source))
                    .as("who tails source %d after %s", source, call)
                    .isNotEmpty()
                    .isEqualTo(pollers.owner(source));
        }
        assertThat(List.of(pollers.tailed("a").size(), pollers.tailed("c").size()))
                .as("shared after %s", call)
                .containsExactlyInAnyOrder(2, 3);
        int starts = pollers.starts();
        pollers.pass(SHARED);
        assertThat(pollers.starts()).as("starts after %s", call).isEqualTo(starts);
    }
}
