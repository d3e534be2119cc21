package io.freshet.aggregator.bus;

import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.processes.WebPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A warehouse and a bus of the test's own, both reached through proxies that can be disturbed. */
public final class FaultyAggregatorServers implements QuarkusTestResourceLifecycleManager {

    private TestBus bus;
    private TestDatabase warehouse;
    private FaultProxy toBroker;
    private FaultProxy toWarehouse;
    private Path file;
    private WebPort management;

    @Override
    public Map<String, String> start() {
        bus = TestServers.broker().createBus("aggregator");
        warehouse = TestServers.postgres().createDatabase("aggregator");
        URI broker = URI.create(bus.broker().url());
        toBroker = FaultProxy.inFrontOf(broker.getHost(), broker.getPort());
        toWarehouse = FaultProxy.inFrontOf(warehouse.host(), warehouse.port());
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
        management = WebPort.free();
        return Map.of(
                "freshet.bus.prefix",
                bus.prefix(),
                "freshet.aggregator.apply-timeout",
                "3s",
                "quarkus.management.test-port",
                Integer.toString(management.number()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(bus, field -> field.getType().equals(TestBus.class));
        injector.injectIntoFields(warehouse, field -> field.getType().equals(TestDatabase.class));
        injector.injectIntoFields(management, field -> field.getType().equals(WebPort.class));
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
