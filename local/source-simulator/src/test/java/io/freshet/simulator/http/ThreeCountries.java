package io.freshet.simulator.http;

import io.freshet.simulator.TestServer;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.processes.WebPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The simulator with three countries and a shop, which nobody writes to at first. */
public final class ThreeCountries implements QuarkusTestProfile {
    static final String PREFIX = "source_simulator_http_";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "freshet.simulator.enabled", "true",
                "freshet.simulator.database-prefix", PREFIX,
                "freshet.simulator.countries", "ALB,arg,ESP",
                "freshet.simulator.columns", "slim",
                "freshet.simulator.autostart", "false",
                "freshet.simulator.totesys.enabled", "true",
                "freshet.simulator.totesys.database", PREFIX + "totesys",
                "freshet.simulator.totesys.rate", "0");
    }

    /** Names the server, and drops the databases afterwards. */
    public static final class ThreeDatabases implements QuarkusTestResourceLifecycleManager {
        private final WebPort management = WebPort.free();

        @Override
        public Map<String, String> start() {
            drop();
            TestPostgres postgres = TestServers.postgres();
            return Map.of(
                    "freshet.simulator.server.url", postgres.url(postgres.maintenanceDatabase()),
                    "freshet.simulator.server.username", postgres.username(),
                    "freshet.simulator.server.password", postgres.password(),
                    "quarkus.management.test-port", Integer.toString(management.number()));
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(management, field -> field.getType().equals(WebPort.class));
        }

        @Override
        public void stop() {
            drop();
        }

        private static void drop() {
            try (TestServer server = new TestServer()) {
                server.drop(PREFIX);
            }
        }
    }
}
