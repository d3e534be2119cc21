package io.freshet.lake;

import io.freshet.runtime.ServiceStart;
import io.freshet.runtime.alerts.StartAlerts;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the lake service on its own. */
@QuarkusMain(name = "lake")
public final class LakeMain {

    private LakeMain() {}

    /** Runs until the process is told to end. */
    public static void main(String... args) {
        ServiceStart.run(
                "The lake service", new StartAlerts("The lake service", System.err::println), args);
    }
}
