package io.freshet.poller;

import io.freshet.runtime.ServiceStart;
import io.freshet.runtime.alerts.StartAlerts;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the poller service on its own. */
@QuarkusMain(name = "poller")
public final class PollerMain {

    private PollerMain() {}

    public static void main(String... args) {
        ServiceStart.run("poller", new StartAlerts("poller", System.err::println), args);
    }
}
