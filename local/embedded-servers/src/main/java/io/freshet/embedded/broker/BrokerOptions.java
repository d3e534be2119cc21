package io.freshet.embedded.broker;

import java.util.Objects;

/**
 * How an embedded broker is to run.
 *
 * @param port the port on 127.0.0.1, or 0 for any free one
 * @param username the only user's name
 * @param password the only user's password
 * @param queueBytes how many bytes of messages a queue may hold before the broker stops its
 *     publishers; it keeps them in memory
 */
public record BrokerOptions(int port, String username, String password, long queueBytes) {

    private static final long DEFAULT_QUEUE_BYTES = 32L << 20;

    public BrokerOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no TCP port: " + port);
        }
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        if (queueBytes <= 0) {
            throw new IllegalArgumentException("a queue needs room, not " + queueBytes + " bytes");
        }
    }

    /**
     * Any free port, the user {@code guest} with the password {@code guest}, 32 MiB for a queue.
     */
    public static BrokerOptions defaults() {
        return new BrokerOptions(0, "guest", "guest", DEFAULT_QUEUE_BYTES);
    }

    /** The same on {@code newPort}, which must be free when it starts. */
    public BrokerOptions withPort(int newPort) {
        return new BrokerOptions(newPort, username, password, queueBytes);
    }

    /** The same with room for {@code bytes} of messages in each queue. */
    public BrokerOptions withQueueBytes(long bytes) {
        return new BrokerOptions(port, username, password, bytes);
    }
}
