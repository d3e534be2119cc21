package io.freshet.aggregator.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.freshet.events.BusTopology;
import java.util.Map;

/**
 * A message as the broker handed it out, together with the channel that it came on: only there does
 * its tag mean this message, and only as long as that channel is open.
 */
final class Delivery {

    private final Channel channel;
    private final long tag;
    private final String queue;
    private final AMQP.BasicProperties properties;
    private final byte[] body;

    Delivery(
            Channel channel, long tag, String queue, AMQP.BasicProperties properties, byte[] body) {
        this.channel = channel;
        this.tag = tag;
        this.queue = queue;
        this.properties = properties;
        this.body = body;
    }

    /** Where it came from, and where it is acknowledged. */
    Channel channel() {
        return channel;
    }

    /** What names it on its channel. */
    long tag() {
        return tag;
    }

    /** The queue that it was in. */
    String queue() {
        return queue;
    }

    /** Headers and content type. */
    AMQP.BasicProperties properties() {
        return properties;
    }

    /** The span that it was published in, as its header names it; null where it has none. */
    String traceParent() {
        return header(BusTopology.TRACE_HEADER);
    }

    /** The warehouse that it is for, as its header names it; null where it has none. */
    String installation() {
        return header(BusTopology.INSTALLATION_HEADER);
    }

    private String header(String name) {
        Map<String, Object> headers = properties.getHeaders();
        Object value = headers == null ? null : headers.get(name);
        return value == null ? null : value.toString();
    }

    /** The encoded event; not to be written to. */
    byte[] body() {
        return body;
    }
}
