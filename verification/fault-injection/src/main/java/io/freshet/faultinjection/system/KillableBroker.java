package io.freshet.faultinjection.system;

import io.freshet.embedded.LoopbackPort;
import io.freshet.events.BusTopology;
import io.freshet.testkit.RabbitNode;
import io.freshet.testkit.ThrowawayBroker;
import io.freshet.testkit.encryption.TestAuthority;
import io.freshet.testkit.rights.BrokerUsers;

/** A broker that a test may kill. */
public sealed interface KillableBroker extends AutoCloseable {

    /** Its address with credentials; the same after a restart. */
    String url();

    /** Where services connect to, with credentials; encrypted where it can be. */
    String serviceUrl();

    /** Whether it is. */
    default boolean isEncrypted() {
        return serviceUrl().startsWith("amqps:");
    }

    /** What it is, in a word. */
    String description();

    /** Makes a user for each service on a bus, where it knows their rights. */
    BrokerUsers usersOf(BusTopology bus);

    /** Kills it (-9) and waits until it is gone. */
    void kill();

    /** Starts it again after {@link #kill()}, on the same port. */
    void restart();

    @Override
    void close();

    /**
     * A RabbitMQ node where one is installed on this machine, else the embedded broker.
     *
     * @param authority signs the node's certificate
     */
    static KillableBroker start(TestAuthority authority) {
        RabbitNode.Encryption encryption =
                new RabbitNode.Encryption(
                        authority.file(), authority.issue("mq", LoopbackPort.HOST), false);
        return RabbitNode.installed()
                .<KillableBroker>map(server -> new Rabbit(RabbitNode.start(server, encryption)))
                .orElseGet(() -> new Embedded(ThrowawayBroker.start()));
    }

    /**
     * RabbitMQ, which keeps what it confirmed.
     *
     * @param node the node
     */
    record Rabbit(RabbitNode node) implements KillableBroker {

        @Override
        public String url() {
            return node.url();
        }

        @Override
        public String serviceUrl() {
            return "amqps://guest:guest@%s:%d".formatted(LoopbackPort.HOST, node.encryptedPort());
        }

        @Override
        public String description() {
            return "a RabbitMQ node of its own";
        }

        @Override
        public BrokerUsers usersOf(BusTopology bus) {
            return BrokerUsers.of(url(), bus, node::evaluate);
        }

        @Override
        public void kill() {
            node.kill();
        }

        @Override
        public void restart() {
            node.restart();
        }

        @Override
        public void close() {
            node.close();
        }
    }

    /**
     * The embedded broker, which forgets everything when it is killed.
     *
     * @param broker its process
     */
    record Embedded(ThrowawayBroker broker) implements KillableBroker {

        @Override
        public String url() {
            return broker.server().url();
        }

        @Override
        public String serviceUrl() {
            return url();
        }

        @Override
        public String description() {
            return "the embedded broker";
        }

        @Override
        public BrokerUsers usersOf(BusTopology bus) {
            return BrokerUsers.of(url(), bus, expression -> "");
        }

        @Override
        public void kill() {
            broker.kill();
        }

        @Override
        public void restart() {
            broker.restart();
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
