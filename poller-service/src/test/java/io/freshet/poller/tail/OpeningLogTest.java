package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.poller.log.LogEar;
import java.time.Duration;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged while an epoch is not applied. */
class OpeningLogTest {

    private final SimulatedPoller poller = new SimulatedPoller();
    private final LogEar ear = new LogEar(SourceWorker.class.getName());

    @BeforeEach
    void start() {
        poller.table.fill(1, 10);
        poller.broker.consuming(false);
        poller.start();
    }

    @AfterEach
    void stopListening() {
        ear.close();
    }

    @Test
    void anAggregatorThatIsSlowAtTheStartIsNothingToWarnOf() {
        poller.pass(Duration.ofSeconds(4));
        poller.broker.consuming(true);
        poller.untilExact(Duration.ofSeconds(15));

        assertThat(ear.heard()).isNotEmpty().allMatch(entry -> entry.getLevel().equals(Level.INFO));
    }

    @Test
    void oneThatIsAwayIsWarnedOf() {
        poller.pass(Duration.ofSeconds(15));

        assertThat(ear.heard())
                .filteredOn(entry -> entry.getLevel().equals(Level.WARN))
                .isNotEmpty()
                .allSatisfy(
                        entry ->
                                assertThat(String.format(entry.getMessage(), entry.getParameters()))
                                        .contains("is the aggregator running?"));
    }
}
