package io.freshet.launcher.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.freshet.configuration.BrokerUrl;
import io.freshet.events.BusTopology;
import io.freshet.runtime.broker.BrokerChannels;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Connects to the configured broker as the services do. */
public final class Brokers {

    private static final int LIMIT_MILLIS = 5_000;
    private static final String PREFIX_PROPERTY = "freshet.bus.prefix";
    private static final String PREFIX_VARIABLE = "FRESHET_BUS_PREFIX";

    private Brokers() {}

    /**
     * A new connection, which does not reconnect by itself; blocks for some seconds at the most.
     *
     * @param name how the broker shows the connection to its operators
     * @throws BrokerProblem if there is none to be had
     */
    public static Connection connect(BrokerUrl broker, String name) throws BrokerProblem {
        try {
            ConnectionFactory factory =
                    BrokerChannels.factory(broker, Duration.ofMillis(LIMIT_MILLIS));
            factory.setHandshakeTimeout(LIMIT_MILLIS);
            factory.setChannelRpcTimeout(2 * LIMIT_MILLIS);
            return factory.newConnection(name);
        } catch (IOException | TimeoutException e) {
            throw BrokerProblem.of(broker, e);
        }
    }

    /** Names of exchanges and queues, as the setting {@code freshet.bus.prefix} says. */
    public static BusTopology topology() {
        return Optional.ofNullable(System.getProperty(PREFIX_PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(PREFIX_VARIABLE)))
                .filter(prefix -> !prefix.isBlank())
                .map(BusTopology::new)
                .orElse(BusTopology.DEFAULT);
    }
}
