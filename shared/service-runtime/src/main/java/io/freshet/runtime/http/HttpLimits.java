package io.freshet.runtime.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the web server of every service takes from its clients, with what happens beyond. Each is
 * given to Quarkus under its own key, so that environment and system properties win over it.
 */
public final class HttpLimits {

    /** How long nothing may be sent or taken on a connection. Then it is closed. */
    public static final Duration IDLE = Duration.ofSeconds(60);

    /** Bytes of a request's first line. A longer one is answered with 414. */
    public static final int LINE_BYTES = 4_096;

    /** Bytes of a request's headers together. More are answered with 431. */
    public static final int HEADER_BYTES = 16_384;

    /** Bytes of a request's body. A larger one is answered with 413. */
    public static final int BODY_BYTES = 1_048_576;

    /** Connections that are open at once. Further ones are closed as they come. */
    public static final int CONNECTIONS = 8_192;

    /** How long the headers of a request may take, from their first byte on. Then 408 is sent. */
    public static final Duration HEADERS = Duration.ofSeconds(10);

    /** How long the body of a request may take after its headers. Then 408 is sent. */
    public static final Duration BODY = Duration.ofSeconds(30);

    /**
     * Requests that one connection may have waiting for an answer. Where there are more, or where
     * the client does not take its answers, nothing more is read from it until it does.
     */
    public static final int WAITING_REQUESTS = 16;

    /**
     * Bytes that are read from a connection at once. Requests among them that may not go on are
     * held, and take many times their bytes of memory. Further bytes are left to the next read.
     */
    public static final int READ_BYTES = 2_048;

    /**
     * Bytes of answers that the system keeps for a client which does not take them. Linux takes
     * twice as many. Further ones wait here, and then nothing more is read.
     */
    public static final int SEND_BYTES = 65_536;

    /** How long an event loop works for one network in one go. Then others have their turn. */
    public static final Duration SLICE = Duration.ofMillis(1);

    private HttpLimits() {}

    /** The bounds under Quarkus' keys, for both of a service's ports. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        // nothing needs it, and its streams would need limits of their own
        settings.put("quarkus.http.http2", "false");
        for (String port : List.of("quarkus.http.", "quarkus.management.")) {
            settings.put(port + "idle-timeout", IDLE.toString());
            settings.put(port + "limits.max-initial-line-length", Integer.toString(LINE_BYTES));
            settings.put(port + "limits.max-header-size", Integer.toString(HEADER_BYTES));
            settings.put(port + "limits.max-body-size", Integer.toString(BODY_BYTES));
            settings.put(port + "limits.max-connections", Integer.toString(CONNECTIONS));
        }
        return Map.copyOf(settings);
    }
}
