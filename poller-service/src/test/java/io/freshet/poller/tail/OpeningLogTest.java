package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged while an epoch is not applied. */
class OpeningLogTest {

    private static final Logger LOG = Logger.getLogger(SourceWorker.class.getName());

    private final SimulatedPoller poller = new SimulatedPoller();
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    logged.add(entry);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        poller.table.fill(1, 10);
        poller.broker.consuming(false);
        poller.start();
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    @Test
    void anAggregatorThatIsSlowAtTheStartIsNothingToWarnOf() {
        poller.pass(Duration.ofSeconds(4));
        poller.broker.consuming(true);
        poller.untilExact(Duration.ofSeconds(15));

        assertThat(logged).isNotEmpty().allMatch(entry -> entry.getLevel().equals(Level.INFO));
    }

    @Test
    void oneThatIsAwayIsWarnedOf() {
        poller.pass(Duration.ofSeconds(15));

        assertThat(logged)
                .filteredOn(entry -> entry.getLevel().equals(Level.WARN))
                .isNotEmpty()
                .allSatisfy(
                        entry ->
                                assertThat(String.format(entry.getMessage(), entry.getParameters()))
                                        .contains("is the aggregator running?"));
    }
}
