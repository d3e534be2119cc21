package io.freshet.grants;

import io.freshet.configuration.BrokerUrl;
import io.freshet.events.BusTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands that make a broker user for each service. */
public final class BrokerGrants {

    private BrokerGrants() {}

    /** The commands, each on a line of its own, with comments between. */
    public static List<String> commands(BrokerUrl broker, BusTopology bus) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# ---- broker %s: a user for each service; RabbitMQ asks for the passwords"
                        .formatted(broker));
        String host = quoted(broker.virtualHost());
        Stream.concat(BrokerRights.of(bus).stream(), Stream.of(BrokerRights.together(bus)))
                .forEach(
                        rights -> {
                            String user = quoted(bus.prefix() + "-" + rights.service());
                            if (rights.service().equals("up")) {
                                lines.add(
                                        "# only for ./freshet up and ./freshet dead-letters, which do the work of all");
                            }
                            lines.add("rabbitmqctl add_user " + user);
                            lines.add(
                                    "rabbitmqctl set_permissions -p %s %s %s %s %s"
                                            .formatted(
                                                    host,
                                                    user,
                                                    quoted(
                                                            BrokerRights.pattern(
                                                                    rights.configure())),
                                                    quoted(BrokerRights.pattern(rights.write())),
                                                    quoted(BrokerRights.pattern(rights.read()))));
                        });
        return lines;
    }

    /** As a shell takes it literally. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
