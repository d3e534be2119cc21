package io.freshet.faultinjection.system;

import java.nio.file.Path;

/** A service that runs as a process of its own. */
public enum Service {
    POLLER("poller-service"),
    AGGREGATOR("aggregator-service"),
    CHART_API("chart-api");

    private static final String HOME_PROPERTY = "freshet.home";

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /**
     * Its packaged application, below the folder that {@code -Dfreshet.home} names, or {@code ..}.
     */
    Path jar() {
        return Path.of(System.getProperty(HOME_PROPERTY, "../.."))
                .resolve(module)
                .resolve("target/quarkus-app/quarkus-run.jar");
    }
}
