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
final class BrokerCheck {

    private final Optional<BrokerUrl> broker;

    BrokerCheck(FreshetConfig config) {
        this.broker = config.broker();
    }

    /** Connects once; blocks for some seconds at the most. */
    Outcome look() {
        if (broker.isEmpty()) {
            return new Outcome.Wrong("section broker is missing; add broker.url");
        }
        BrokerUrl url = broker.get();
        try (Connection connection = Brokers.connect(url, "freshet check")) {
            Map<String, Object> server = connection.getServerProperties();
            return new Outcome.Well(
                    "%s: %s %s".formatted(url, server.get("product"), server.get("version")));
        } catch (BrokerProblem e) {
            return e.isSilent()
                    ? new Outcome.Silent(e.getMessage())
                    : new Outcome.Wrong(e.getMessage());
        } catch (IOException e) {
            return new Outcome.Silent("%s: it broke off: %s".formatted(url, e));
        }
    }
}
