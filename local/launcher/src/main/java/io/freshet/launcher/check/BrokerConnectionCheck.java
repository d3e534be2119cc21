package io.freshet.launcher.check;

import com.rabbitmq.client.Connection;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.launcher.broker.BrokerProblem;
import io.freshet.launcher.broker.Brokers;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Tries the message broker. */
final class BrokerConnectionCheck {

    private final Optional<BrokerUrl> broker;

    BrokerConnectionCheck(FreshetConfig config) {
        this.broker = config.broker();
    }

    /** Connects once; blocks for some seconds at the most. */
    CheckOutcome look() {
        if (broker.isEmpty()) {
            return new CheckOutcome.Wrong("section broker is missing; add broker.url");
        }
        BrokerUrl url = broker.get();
        try (Connection connection = Brokers.connect(url, "freshet check")) {
            Map<String, Object> server = connection.getServerProperties();
            return new CheckOutcome.Well(
                    "%s: %s %s".formatted(url, server.get("product"), server.get("version")));
        } catch (BrokerProblem e) {
            return e.isSilent()
                    ? new CheckOutcome.Silent(e.getMessage())
                    : new CheckOutcome.Wrong(e.getMessage());
        } catch (IOException e) {
            return new CheckOutcome.Silent("%s: it broke off: %s".formatted(url, e));
        }
    }
}
