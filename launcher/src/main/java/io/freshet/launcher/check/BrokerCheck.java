package io.freshet.launcher.check;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;

/** Tries the message broker. */
final class BrokerCheck {

    private static final int LIMIT_MILLIS = 5_000;

    private final FreshetConfig config;

    BrokerCheck(FreshetConfig config) {
        this.config = config;
    }

    boolean run() {
        if (config.broker().isEmpty()) {
            Report.failed("broker", "section broker is missing; add broker.url");
            return false;
        }
        BrokerUrl url = config.broker().get();
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost(url.host());
            factory.setPort(url.port());
            factory.setUsername(url.username());
            factory.setPassword(url.password().value());
            factory.setVirtualHost(url.virtualHost());
            factory.setConnectionTimeout(LIMIT_MILLIS);
            factory.setHandshakeTimeout(LIMIT_MILLIS);
            if (url.tls()) {
                factory.useSslProtocol();
            }
            try (Connection connection = factory.newConnection("freshet-check")) {
                Object product = connection.getServerProperties().get("product");
                Object version = connection.getServerProperties().get("version");
                Report.well("broker", "%s: %s %s".formatted(url, product, version));
                return true;
            }
        } catch (AuthenticationFailureException e) {
            Report.failed(
                    "broker", url + ": refuses user " + url.username() + "; check broker.url");
        } catch (ConnectException e) {
            Report.failed("broker", url + ": nothing answers there; start it or check broker.url");
        } catch (IOException | TimeoutException | GeneralSecurityException e) {
            Report.failed("broker", url + ": " + e);
        }
        return false;
    }
}
