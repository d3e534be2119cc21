package io.freshet.launcher.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.events.BusTopology;
import io.freshet.grants.BrokerRights;
import io.freshet.testkit.RabbitControl;
import io.freshet.testkit.ServerKind;
import io.freshet.testkit.TestServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With exactly the patterns that are printed each service does at a real RabbitMQ what it does, and
 * with one name less in any of them it cannot. Skipped where rabbitmqctl cannot be run, as brokers
 * that are embedded know no such rights.
 */
@Tag("slow")
class BrokerGrantsTest {

    private static final String PASSWORD = "of-a-test";

    private final String host = "grants-" + UUID.randomUUID().toString().substring(0, 8);
    private final BusTopology bus = new BusTopology("fre.shet");

    @Test
    void allRightsThatArePrintedAreNeededAndAreEnough() throws Exception {
        Map<String, BrokerRights> users = new LinkedHashMap<>();
        for (BrokerRights rights : BrokerRights.of(bus)) {
            users.put(host + rights.service(), rights);
            int number = 0;
            for (BrokerRights less : lessened(rights)) {
                users.put(host + rights.service() + number++, less);
            }
        }
        Assumptions.assumeTrue(
                TestServers.broker().kind() != ServerKind.EMBEDDED,
                "an embedded broker knows no such rights");
        Assumptions.assumeTrue(
                "ok".equals(RabbitControl.evaluate(set(users))), "rabbitmqctl cannot be run here");
        try {
            for (Map.Entry<String, BrokerRights> user : users.entrySet()) {
                boolean whole = user.getKey().equals(host + user.getValue().service());
                assertThat(works(user.getKey(), user.getValue().service()))
                        .as("%s with %s", user.getKey(), user.getValue())
                        .isEqualTo(whole);
            }
        } finally {
            RabbitControl.evaluate(clear(users.keySet()));
        }
    }

    /** The same with one name less, each in turn. */
    private static List<BrokerRights> lessened(BrokerRights rights) {
        List<BrokerRights> all = new ArrayList<>();
        for (int at = 0; at < rights.configure().size(); at++) {
            all.add(
                    new BrokerRights(
                            rights.service(),
                            without(rights.configure(), at),
                            rights.write(),
                            rights.read()));
        }
        for (int at = 0; at < rights.write().size(); at++) {
            all.add(
                    new BrokerRights(
                            rights.service(),
                            rights.configure(),
                            without(rights.write(), at),
                            rights.read()));
        }
        for (int at = 0; at < rights.read().size(); at++) {
            all.add(
                    new BrokerRights(
                            rights.service(),
                            rights.configure(),
                            rights.write(),
                            without(rights.read(), at)));
        }
        return all;
    }

    private static List<String> without(List<String> names, int at) {
        List<String> fewer = new ArrayList<>(names);
        fewer.remove(at);
        return fewer;
    }

    /** Whether a user can do at the broker what a service does there. */
    private boolean works(String user, String service) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(TestServers.broker().host());
        factory.setPort(TestServers.broker().port());
        factory.setUsername(user);
        factory.setPassword(PASSWORD);
        factory.setVirtualHost(host);
        factory.setAutomaticRecoveryEnabled(false);
        try (Connection connection = factory.newConnection(user);
                Channel channel = connection.createChannel()) {
            switch (service) {
                case "poller" -> poll(channel);
                case "aggregator" -> aggregate(channel);
                default -> chart(channel);
            }
            return true;
        } catch (IOException | ShutdownSignalException e) {
            return false;
        }
    }

    private void poll(Channel channel) throws Exception {
        declareChanges(channel);
        channel.exchangeDeclare(bus.statusExchange(), BuiltinExchangeType.FANOUT, false);
        channel.confirmSelect();
        channel.basicPublish(bus.changesExchange(), "0", true, null, new byte[1]);
        channel.basicPublish(bus.statusExchange(), "", null, new byte[1]);
        channel.waitForConfirmsOrDie(10_000);
    }

    private void aggregate(Channel channel) throws Exception {
        declareChanges(channel);
        channel.queueDeclare(
                bus.deadLetterQueue(), true, false, false, BusTopology.deadLetterQueueArguments());
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            channel.basicConsume(bus.changesQueue(partition), new DefaultConsumer(channel));
        }
        channel.confirmSelect();
        channel.basicPublish("", bus.deadLetterQueue(), true, null, new byte[1]);
        channel.waitForConfirmsOrDie(10_000);
    }

    private void declareChanges(Channel channel) throws IOException {
        channel.exchangeDeclare(bus.changesExchange(), BuiltinExchangeType.DIRECT, true);
        for (int partition = 0; partition < BusTopology.PARTITIONS; partition++) {
            channel.queueDeclare(
                    bus.changesQueue(partition),
                    true,
                    false,
                    false,
                    BusTopology.changesQueueArguments());
            channel.queueBind(
                    bus.changesQueue(partition),
                    bus.changesExchange(),
                    Integer.toString(partition));
        }
    }

    private void chart(Channel channel) throws IOException {
        channel.exchangeDeclare(bus.statusExchange(), BuiltinExchangeType.FANOUT, false);
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, bus.statusExchange(), "");
        channel.basicGet(queue, true);
    }

    /** Makes all users at once, as each start of rabbitmqctl takes a second. */
    private String set(Map<String, BrokerRights> users) {
        StringBuilder text =
                new StringBuilder(
                        "rabbit_vhost:add(%s, %s),"
                                .formatted(RabbitControl.binary(host), RabbitControl.binary("t")));
        users.forEach(
                (user, rights) ->
                        text.append(
                                "rabbit_auth_backend_internal:add_user(%1$s, %2$s, %3$s), rabbit_auth_backend_internal:set_permissions(%1$s, %4$s, %5$s, %6$s, %7$s, %3$s),"
                                        .formatted(
                                                RabbitControl.binary(user),
                                                RabbitControl.binary(PASSWORD),
                                                RabbitControl.binary("t"),
                                                RabbitControl.binary(host),
                                                RabbitControl.binary(
                                                        BrokerRights.pattern(rights.configure())),
                                                RabbitControl.binary(
                                                        BrokerRights.pattern(rights.write())),
                                                RabbitControl.binary(
                                                        BrokerRights.pattern(rights.read())))));
        return text + "ok.";
    }

    private String clear(Iterable<String> users) {
        StringBuilder text =
                new StringBuilder(
                        "rabbit_vhost:delete(%s, %s),"
                                .formatted(RabbitControl.binary(host), RabbitControl.binary("t")));
        users.forEach(
                user ->
                        text.append(
                                "rabbit_auth_backend_internal:delete_user(%s, %s),"
                                        .formatted(
                                                RabbitControl.binary(user),
                                                RabbitControl.binary("t"))));
        return text + "ok.";
    }
}
