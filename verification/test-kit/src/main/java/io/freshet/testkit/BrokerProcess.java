package io.freshet.testkit;

import io.freshet.embedded.broker.BrokerOptions;
import io.freshet.embedded.broker.EmbeddedBroker;
import java.io.IOException;

/** Main class of a process that runs an embedded broker until its standard input ends. */
final class BrokerProcess {

    static final String READY = "broker at ";

    private BrokerProcess() {}

    /** Takes the port, 0 for any. */
    public static void main(String[] arguments) throws IOException {
        BrokerOptions options = BrokerOptions.defaults().withPort(Integer.parseInt(arguments[0]));
        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            System.out.println(READY + broker.url());
            while (System.in.read() >= 0) {
                // What is said does not matter; the end does.
            }
        }
        System.exit(0);
    }
}
