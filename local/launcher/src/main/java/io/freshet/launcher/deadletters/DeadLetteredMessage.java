package io.freshet.launcher.deadletters;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import io.freshet.events.BusTopology;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A message that could not be applied. */
final class DeadLetteredMessage {

    private static final int ID_DIGITS = 10;

    private final AMQP.BasicProperties properties;
    private final byte[] body;

    DeadLetteredMessage(GetResponse response) {
        this.properties = response.getProps();
        this.body = response.getBody();
    }

    /** Headers and content type, as the broker has them. */
    AMQP.BasicProperties properties() {
        return properties;
    }

    /** What was published; not to be written to. */
    byte[] body() {
        return body;
    }

    /**
     * What names it, however often it is looked at: made from origin and body, so that only
     * messages that say the same share it.
     */
    String id() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(origin().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(body)).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** When it was given up, to the second; empty where nobody noted it. */
    Optional<Instant> givenUpAt() {
        return Optional.ofNullable(properties.getTimestamp()).map(Date::toInstant);
    }

    /** The queue that it was meant for; empty text where it does not tell. */
    String origin() {
        return header(BusTopology.ORIGIN_HEADER);
    }

    /** Why it could not be applied; empty text where it does not tell. */
    String reason() {
        return header(BusTopology.REASON_HEADER);
    }

    /** The source whose event it is; empty text where it does not tell. */
    String source() {
        return header(BusTopology.SOURCE_HEADER);
    }

    private String header(String name) {
        return headers().getOrDefault(name, "").toString();
    }

    /** All headers in the order of their names. */
    Map<String, Object> headers() {
        return properties.getHeaders() == null ? Map.of() : new TreeMap<>(properties.getHeaders());
    }

    /** The properties with which it was published first. */
    AMQP.BasicProperties originalProperties() {
        Map<String, Object> headers = new TreeMap<>(headers());
        headers.keySet()
                .removeIf(
                        name ->
                                name.equals(BusTopology.REASON_HEADER)
                                        || name.equals(BusTopology.ORIGIN_HEADER)
                                        // such as the broker's count of deliveries
                                        || name.startsWith("x-"));
        return properties.builder().headers(headers).timestamp(null).deliveryMode(2).build();
    }
}
