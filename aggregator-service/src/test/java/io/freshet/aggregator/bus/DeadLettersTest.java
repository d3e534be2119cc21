package io.freshet.aggregator.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.aggregator.apply.ApplyMetrics;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A message counts as kept only once the broker has it: else it would be acknowledged and gone. */
class DeadLettersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StandInBroker broker = new StandInBroker();
    private final DeadLetters deadLetters =
            new DeadLetters(new BrokerConnector(null, "test"), new ApplyMetrics(registry));
    private final Received.Unfit message =
            new Received.Unfit(broker.delivery(7), "rubbish", Optional.empty());

    private double counted() {
        return counted("freshet.dead.letters");
    }

    private double counted(String name) {
        return registry.find(name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void aMessageIsKeptOnceTheBrokerConfirmsIt() throws IOException {
        deadLetters.keep(message);

        assertThat(broker.published).containsExactly("test.dead-letters");
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aMessageThatTheBrokerDoesNotConfirmIsNotTakenToBeKept() {
        broker.confirms = false;

        assertThatThrownBy(() -> deadLetters.keep(message))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not take");
        assertThat(counted()).isZero();
    }

    @Test
    void aMessageThatFoundNoQueueIsNotTakenToBeKept() {
        broker.routes = false;

        assertThatThrownBy(() -> deadLetters.keep(message))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not take");
        assertThat(counted()).isZero();
    }

    @Test
    void aMessageIsDroppedAndCountedWhereSoManyAreKept() throws IOException {
        broker.held = AggregatorLimits.DEAD_LETTERS - 1;
        deadLetters.keep(message);
        assertThat(broker.published).hasSize(1);

        broker.held = AggregatorLimits.DEAD_LETTERS;
        deadLetters.keep(message);

        assertThat(broker.published).hasSize(1);
        assertThat(counted("freshet.dead.letters.dropped")).isEqualTo(1);
    }

    @Test
    void theMessageItselfIsLeftToBeAcknowledgedWithItsBatch() throws IOException {
        deadLetters.keep(message);

        assertThat(broker.acknowledged).isEmpty();
    }
}
