package io.freshet.poller;

import io.freshet.runtime.ServiceStart;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the poller service on its own. */
@QuarkusMain(name = "poller")
public final class PollerMain {

    private PollerMain() {}

    public static void main(String... args) {
        ServiceStart.run("poller", args);
    }
}
