package io.freshet.events;

import java.util.Map;

/**
 * Names of exchanges, queues and headers on the broker. Changes go through a direct exchange to a
 * fixed number of partition queues; all of one source's changes go to one partition, so that they
 * stay in order.
 *
 * @param prefix first part of every name, {@code freshet} by default; lets several installations,
 *     or tests, share one broker
 */
public record BusTopology(String prefix) {

    /** The names of an ordinary installation. */
    public static final BusTopology DEFAULT = new BusTopology("freshet");

    /** Into how many queues the sources' changes are divided. */
    public static final int PARTITIONS = 4;

    // Newer brokers drop a message after 20 deliveries unless told otherwise, and older ones know
    // no
    // word for "unlimited".
    private static final int UNLIMITED_DELIVERIES = 1_000_000_000;

    /** Header with the version of the event's schema. */
    public static final String VERSION_HEADER = "freshet-version";

    /** Header with the event's kind, see {@link ChangeEventCodec}. */
    public static final String KIND_HEADER = "freshet-kind";

    /** Header with the source's name. */
    public static final String SOURCE_HEADER = "freshet-source";

    /**
     * Header with the id of the warehouse that an event is for. Events of installations that share
     * names on a broker, or of whoever else may write there, do not have it.
     */
    public static final String INSTALLATION_HEADER = "freshet-installation";

    /** Header of W3C Trace Context, with the span that a traced event was published in. */
    public static final String TRACE_HEADER = "traceparent";

    /** Header with the reason why a message is in the dead-letter queue. */
    public static final String REASON_HEADER = "freshet-reason";

    /** Header of a dead letter with the name of the queue that it was meant for. */
    public static final String ORIGIN_HEADER = "freshet-origin";

    /** The partition that carries a source's changes: 0 to {@link #PARTITIONS} - 1. */
    public static int partitionOf(String source) {
        return partitionOf(source, PARTITIONS);
    }

    /**
     * The partition of a source where there are {@code partitions} of them: 0 to that number - 1.
     * What the bus does uses {@link #PARTITIONS}; other numbers are for studies of how it grows.
     */
    public static int partitionOf(String source, int partitions) {
        return Math.floorMod((source.hashCode() * 0x9E3779B9) >>> 16, partitions);
    }

    /**
     * The direct exchange that change events are published to, with the partition as routing key.
     */
    public String changesExchange() {
        return prefix + ".changes";
    }

    /** The queue of one partition. */
    public String changesQueue(int partition) {
        return prefix + ".changes." + partition;
    }

    /** The queue that keeps what could not be applied. */
    public String deadLetterQueue() {
        return prefix + ".dead-letters";
    }

    /**
     * Arguments that every declaration of a partition queue must give alike: replicated where the
     * broker can, one active consumer, and no limit to redeliveries, as a message must survive any
     * number of crashes of its consumer.
     */
    public static Map<String, Object> changesQueueArguments() {
        return Map.of(
                "x-queue-type",
                "quorum",
                "x-single-active-consumer",
                true,
                "x-delivery-limit",
                UNLIMITED_DELIVERIES);
    }

    /** Arguments that every declaration of the dead-letter queue must give alike. */
    public static Map<String, Object> deadLetterQueueArguments() {
        return Map.of("x-queue-type", "quorum", "x-delivery-limit", UNLIMITED_DELIVERIES);
    }

    /** The fanout exchange on which pollers tell how fresh their sources are. */
    public String statusExchange() {
        return prefix + ".status";
    }
}
