package io.freshet.embedded.broker;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.embedded.LoopbackPort;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;

/**
 * An AMQP 0-9-1 broker within this process that listens on 127.0.0.1 only.
 *
 * <p>It keeps exchanges, queues and messages in memory and writes nothing to disk: they are gone
 * when it ends, durable or not. That is enough for the demo and for tests, where what was on the
 * way is read from the sources again; it is no broker for a deployment. A queue that is full (see
 * {@link BrokerOptions#queueBytes()}) stops its publishers by {@code channel.flow} until it has
 * been emptied by a fifth, so its memory is bounded.
 *
 * <p>It takes queue arguments that it does not know, such as {@code x-queue-type}, and ignores
 * them; {@code x-single-active-consumer} it knows. There is one virtual host, the default one.
 *
 * <p>Starting and closing take about a second and block; never call them on an event loop.
 * Instances are thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int PORT_ATTEMPTS = 3;

    private final SystemLauncher launcher;
    private final BrokerOptions options;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(SystemLauncher launcher, BrokerOptions options) {
        this.launcher = launcher;
        this.options = options;
    }

    /**
     * Starts a broker.
     *
     * @throws EmbeddedServerException when it cannot be started; its message is for the user
     */
    public static EmbeddedBroker start(BrokerOptions options) {
        QuietLogging.apply();
        if (options.port() != 0) {
            return startOn(options);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return startOn(options.withPort(LoopbackPort.pick()));
            } catch (EmbeddedServerException e) {
                // The port that we picked may have been taken since.
                if (e.reason() != Reason.PORT_BUSY || attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static EmbeddedBroker startOn(BrokerOptions options) {
        requireFree(options.port());
        StartFailure failure = new StartFailure();
        SystemLauncher launcher = new SystemLauncher(failure);
        try {
            launcher.startup(systemAttributes(options));
        } catch (Exception e) {
            throw cannotStart(options, e);
        }
        failure.get()
                .ifPresent(
                        cause -> {
                            requireFree(options.port());
                            throw cannotStart(options, cause);
                        });
        BrokerShutdownHook.remove(launcher);
        return new EmbeddedBroker(launcher, options);
    }

    private static Map<String, Object> systemAttributes(BrokerOptions options) {
        Map<String, String> context =
                Map.of(
                        "freshet.port", Integer.toString(options.port()),
                        "freshet.username", options.username(),
                        "freshet.password", options.password(),
                        "queue.defaultMaximumQueueDepthBytes", Long.toString(options.queueBytes()),
                        "queue.defaultOverflowPolicy", "PRODUCER_FLOW_CONTROL");
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(SystemConfig.TYPE, "Memory");
        // Both by full address: its default of "classpath:" is a kind of URL that a jar within a
        // Quarkus application does not know.
        attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, resource("broker.json"));
        attributes.put(
                SystemConfig.INITIAL_SYSTEM_PROPERTIES_LOCATION, resource("system.properties"));
        attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
        attributes.put(SystemConfig.CONTEXT, context);
        return attributes;
    }

    private static String resource(String name) {
        return Objects.requireNonNull(EmbeddedBroker.class.getResource(name), name)
                .toExternalForm();
    }

    private static void requireFree(int port) {
        if (!LoopbackPort.isFree(port)) {
            throw new EmbeddedServerException(
                    Reason.PORT_BUSY,
                    "Port %d is taken by another program. Choose another port for the broker."
                            .formatted(port));
        }
    }

    private static EmbeddedServerException cannotStart(BrokerOptions options, Exception cause) {
        return new EmbeddedServerException(
                Reason.START_FAILED,
                "The embedded broker did not start on port %d: %s"
                        .formatted(options.port(), cause.getMessage()),
                cause);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return options.port();
    }

    /** Its address with credentials: {@code amqp://user:password@127.0.0.1:port}. */
    public String url() {
        return "amqp://%s:%s@%s:%d"
                .formatted(
                        encoded(options.username()),
                        encoded(options.password()),
                        LoopbackPort.HOST,
                        options.port());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Cuts off its clients and ends; all messages are gone. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            launcher.shutdown();
        }
    }
}
