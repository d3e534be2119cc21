package io.freshet.testkit.quarkus;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.rights.BrokerUsers;
import io.freshet.testkit.rights.WarehouseRights;
import java.util.Map;

/** As who an application under test signs in: the service of a module, with its rights alone. */
final class SignedInService {

    private static final Map<String, String> SERVICES =
            Map.of("chart_api", "charts", "aggregator", "aggregator");

    private final TestDatabase.Login warehouse;
    private final String brokerUrl;

    /**
     * @param module the prefix of its databases; of no service's it is the owner, who does all
     */
    SignedInService(String module, TestDatabase warehouse, TestBus bus) {
        this.warehouse =
                WarehouseRights.of(warehouse).login(SERVICES.getOrDefault(module, "aggregator"));
        this.brokerUrl =
                BrokerUsers.of(bus)
                        .signedIn(bus.broker().url(), SERVICES.getOrDefault(module, "up"));
    }

    /** Who it is in the warehouse. */
    TestDatabase.Login warehouse() {
        return warehouse;
    }

    /** The broker's address with who it is there. */
    String brokerUrl() {
        return brokerUrl;
    }
}
