package io.freshet.testkit.quarkus;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.processes.WebPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a Quarkus test a warehouse and a bus of its own, both reached through proxies that can be
 * disturbed. Its arguments are settings of the application, and these, both optional:
 *
 * <ul>
 *   <li>{@code prefix}: first part of the names of database, exchanges and queues: the module, in
 *       lower case, as whose service the application signs in, with no more rights than {@code
 *       ./freshet grants} gives it
 *   <li>{@code away}: {@code true} where both are to be away when the application starts
 * </ul>
 *
 * <p>Fields of the test class are set: of type {@link TestBus}, {@link TestDatabase}, and {@link
 * WebPort}, the port for operators; and those named {@code toBroker} and {@code toWarehouse}, which
 * are {@link FaultProxy}.
 */
public final class DisturbedServers implements QuarkusTestResourceLifecycleManager {

    private static final String FILE_PROPERTY = "freshet.config";

    private final Map<String, String> settings = new HashMap<>();
    private String prefix = "disturbed";
    private boolean away;
    private TestBus bus;
    private TestDatabase warehouse;
    private FaultProxy toBroker;
    private FaultProxy toWarehouse;
    private Path file;
    private WebPort management;

    @Override
    public void init(Map<String, String> arguments) {
        settings.putAll(arguments);
        prefix = arguments.getOrDefault("prefix", prefix);
        away = Boolean.parseBoolean(arguments.get("away"));
        settings.keySet().removeAll(List.of("prefix", "away"));
    }

    @Override
    public Map<String, String> start() {
        bus = TestServers.broker().createBus(prefix);
        warehouse = TestServers.postgres().createDatabase(prefix);
        SignedInService service = new SignedInService(prefix, warehouse, bus);
        URI broker = URI.create(bus.broker().url());
        toBroker = FaultProxy.inFrontOf(broker.getHost(), broker.getPort());
        toWarehouse = FaultProxy.inFrontOf(warehouse.host(), warehouse.port());
        if (away) {
            toWarehouse.refuse();
            toBroker.refuse();
        }
        try {
            file =
                    new FreshetFile()
                            .warehouse(toWarehouse.reroute(warehouse.url()), service.warehouse())
                            .broker(toBroker.reroute(service.brokerUrl()))
                            .writeTo(Files.createTempFile("freshet-test", ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(FILE_PROPERTY, file.toString());
        management = WebPort.free();
        // for applications that run in a process of their own
        settings.put(FILE_PROPERTY, file.toString());
        settings.put("freshet.bus.prefix", bus.prefix());
        for (String key : List.of("quarkus.management.port", "quarkus.management.test-port")) {
            settings.put(key, Integer.toString(management.number()));
        }
        return settings;
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
        System.clearProperty(FILE_PROPERTY);
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
