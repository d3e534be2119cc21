package io.freshet.aggregator;

import io.freshet.runtime.ServiceStart;
import io.freshet.runtime.alerts.StartAlerts;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the aggregator on its own. */
@QuarkusMain(name = "aggregator")
public final class Aggregator {

    private Aggregator() {}

    /** Runs until the process is told to end. */
    public static void main(String... args) {
        ServiceStart.run(
                "The aggregator", new StartAlerts("The aggregator", System.err::println), args);
    }
}
