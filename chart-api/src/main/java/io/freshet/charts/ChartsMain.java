package io.freshet.charts;

import io.freshet.charts.http.RequestTargets;
import io.freshet.runtime.ServiceStart;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Runs the chart API as a process of its own. */
@QuarkusMain(name = "charts")
public final class ChartsMain {

    private ChartsMain() {}

    /** Starts the service and returns when it has ended. */
    public static void main(String... args) {
        RequestTargets.leaveToRoutes();
        ServiceStart.run("chart-api", args);
    }
}
