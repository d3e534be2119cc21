package io.freshet.charts;

import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A warehouse and a bus of the test's own, both reached through proxies that can be disturbed. Both
 * are away when the service starts.
 */
public final class DisturbedServers implements QuarkusTestResourceLifecycleManager {

    private TestBus bus;
    private TestDatabase warehouse;
    private FaultProxy toBroker;
    private FaultProxy toWarehouse;
    private Path file;

    @Override
    public Map<String, String> start() {
        bus = TestServers.broker().createBus("chart_api");
        warehouse = TestServers.postgres().createDatabase("chart_api");
        URI broker = URI.create(bus.broker().url());
        toBroker = FaultProxy.inFrontOf(broker.getHost(), broker.getPort());
        toWarehouse = FaultProxy.inFrontOf(warehouse.host(), warehouse.port());
        toWarehouse.refuse();
        toBroker.refuse();
        String text =
                new FreshetFile()
                        .warehouse(warehouse)
                        .broker(toBroker.reroute(bus.broker().url()))
                        .text()
                        .replace(warehouse.url(), toWarehouse.reroute(warehouse.url()));
        try {
            file = Files.writeString(Files.createTempFile("freshet-test", ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("freshet.config", file.toString());
        return Map.of(
                "freshet.config",
                file.toString(),
                "freshet.bus.prefix",
                bus.prefix(),
                "freshet.charts.refresh-timeout",
                "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(bus, field -> field.getType().equals(TestBus.class));
        injector.injectIntoFields(warehouse, field -> field.getType().equals(TestDatabase.class));
        injector.injectIntoFields(toBroker, field -> field.getName().equals("toBroker"));
        injector.injectIntoFields(toWarehouse, field -> field.getName().equals("toWarehouse"));
    }

    @Override
    public void stop() {
        System.clearProperty("freshet.config");
        toBroker.close();
        toWarehouse.close();
        bus.close();
        warehouse.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
