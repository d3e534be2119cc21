package io.freshet.faultinjection.system;

import io.freshet.events.BusTopology;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.rights.BrokerUsers;
import io.freshet.testkit.rights.WarehouseRights;
import java.util.HashMap;
import java.util.Map;

/**
 * Who the services of an installation are in the warehouse and at the broker, with the rights that
 * {@code ./freshet grants} prints. Blocks.
 */
public final class ServiceAccounts {

    private final WarehouseRights warehouse;
    private final BrokerUsers users;
    private final String brokerUrl;

    ServiceAccounts(TestDatabase database, KillableBroker broker, BusTopology bus, FaultProxy way) {
        warehouse = WarehouseRights.of(database);
        users = broker.usersOf(bus);
        brokerUrl = way.reroute(broker.serviceUrl());
    }

    TestDatabase.Login login(String service) {
        return warehouse.login(service);
    }

    /** The broker's address with a service's user; the lake has no business there. */
    String brokerUrl(String service) {
        return users.signedIn(brokerUrl, service);
    }

    /** The variables with which a service signs in as its own. */
    Map<String, String> variables(String service) {
        Map<String, String> all = new HashMap<>(warehouse.variables(service));
        all.put("FRESHET_BROKER_URL", brokerUrl(service));
        return all;
    }

    /**
     * Gives rights on the aggregator's own tables, which it has just begun to make, or to make
     * anew, as operators do then.
     *
     * @throws IllegalStateException where it does not make them within minutes
     */
    public void giveOnceTablesAreThere() {
        warehouse.giveOnceTablesAreThere();
    }
}
