package io.freshet.runtime.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import io.freshet.configuration.BrokerUrl;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** No question to a broker waits for ever. */
class BrokerAccessTest {

    @Test
    void everyWaitHasAnEnd() throws IOException {
        ConnectionFactory factory =
                BrokerAccess.factory(
                        BrokerUrl.parse("amqp://ada:secret@127.0.0.1:5672"), Duration.ofSeconds(5));

        assertThat(factory.getConnectionTimeout()).isEqualTo(5_000);
        assertThat(factory.getChannelRpcTimeout()).isBetween(1_000, 20_000);
        assertThat(factory.isAutomaticRecoveryEnabled()).as("who connects again is us").isFalse();
    }
}
