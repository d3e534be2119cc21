package io.freshet.faultinjection.system;

import io.freshet.testkit.ThrowawayBroker;

/** A broker that a test may kill. */
public sealed interface KillableBroker extends AutoCloseable {

    /** Its address with credentials; the same after a restart. */
    String url();

    /** What it is, in a word. */
    String description();

    /** Kills it (-9) and waits until it is gone. */
    void kill();

    /** Starts it again after {@link #kill()}, on the same port. */
    void restart();

    @Override
    void close();

    /** A RabbitMQ node where one is installed on this machine, else the embedded broker. */
    static KillableBroker start() {
        return RabbitNode.installed()
                .<KillableBroker>map(server -> new Rabbit(RabbitNode.start(server)))
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
        public String description() {
            return "a RabbitMQ node of its own";
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
        public String description() {
            return "the embedded broker";
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
