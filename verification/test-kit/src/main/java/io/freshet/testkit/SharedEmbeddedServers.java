package io.freshet.testkit;

import java.util.function.Supplier;

/**
 * The embedded servers that all tests of a process share. Quarkus loads test classes more than
 * once, each time with static fields of their own; so where the servers are is kept in system
 * properties.
 */
final class SharedEmbeddedServers {

    private SharedEmbeddedServers() {}

    static TestPostgres postgres() {
        String[] known =
                shared(
                                "freshet.test.embedded-postgres",
                                () -> {
                                    ThrowawayPostgres started = ThrowawayPostgres.start();
                                    ExitTasks.add(started);
                                    TestPostgres server = started.server();
                                    return "%d %s %s"
                                            .formatted(
                                                    server.port(),
                                                    server.password(),
                                                    server.version());
                                })
                        .split(" ", 3);
        return ThrowawayPostgres.describe(Integer.parseInt(known[0]), known[1], known[2]);
    }

    static TestBroker broker() {
        String url =
                shared(
                        "freshet.test.embedded-broker",
                        () -> {
                            ThrowawayBroker started = ThrowawayBroker.start();
                            ExitTasks.add(started);
                            return started.server().url();
                        });
        return ThrowawayBroker.describe(url);
    }

    private static String shared(String property, Supplier<String> start) {
        // An object that is the same for all class loaders.
        synchronized (Runtime.getRuntime()) {
            String known = System.getProperty(property);
            if (known == null) {
                known = start.get();
                System.setProperty(property, known);
            }
            return known;
        }
    }
}
