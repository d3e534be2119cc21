package io.freshet.grants;

import io.freshet.events.BusTopology;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one service may do at the broker: names of exchanges and queues as RabbitMQ matches them.
 *
 * @param service whose rights these are
 * @param configure what it may make
 * @param write what it may publish to, and bind
 * @param read what it may consume, and bind to
 */
public record BrokerRights(
        String service, List<String> configure, List<String> write, List<String> read) {

    private static final String UNNAMED_EXCHANGE = "amq\\.default";
    private static final String OWN_QUEUES = "amq\\.gen-.*";

    /** Those of all services on a bus. */
    public static List<BrokerRights> of(BusTopology bus) {
        String changes = literally(bus.changesExchange());
        List<String> queues =
                IntStream.range(0, BusTopology.PARTITIONS)
                        .mapToObj(bus::changesQueue)
                        .map(BrokerRights::literally)
                        .toList();
        String status = literally(bus.statusExchange());
        String dead = literally(bus.deadLetterQueue());
        return List.of(
                new BrokerRights(
                        "poller",
                        plus(queues, changes, status),
                        plus(queues, changes, status),
                        List.of(changes)),
                new BrokerRights(
                        "aggregator",
                        plus(queues, changes, dead),
                        plus(queues, UNNAMED_EXCHANGE),
                        plus(queues, changes)),
                new BrokerRights(
                        "charts",
                        List.of(status, OWN_QUEUES),
                        List.of(OWN_QUEUES),
                        List.of(status, OWN_QUEUES)));
    }

    /** All of these together, and what {@code ./freshet deadletters} needs. */
    public static BrokerRights together(BusTopology bus) {
        List<BrokerRights> all = of(bus);
        String dead = literally(bus.deadLetterQueue());
        return new BrokerRights(
                "up",
                all.stream().flatMap(one -> one.configure().stream()).distinct().toList(),
                all.stream().flatMap(one -> one.write().stream()).distinct().toList(),
                Stream.concat(all.stream().flatMap(one -> one.read().stream()), Stream.of(dead))
                        .distinct()
                        .toList());
    }

    /** A pattern that matches any of these whole names and no others. */
    public static String pattern(List<String> names) {
        return names.stream().collect(Collectors.joining("|", "^(", ")$"));
    }

    private static List<String> plus(List<String> names, String... further) {
        return Stream.concat(names.stream(), Stream.of(further)).toList();
    }

    private static String literally(String name) {
        return name.replaceAll("([^A-Za-z0-9_-])", "\\\\$1");
    }
}
