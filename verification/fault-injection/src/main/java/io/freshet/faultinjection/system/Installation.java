package io.freshet.faultinjection.system;

import io.freshet.embedded.LoopbackPort;
import io.freshet.faultinjection.history.TrialSource;
import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.testkit.faults.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Freshet as processes of its own (two pollers, an aggregator, a chart API) on servers of its own,
 * all of which may be killed, and ways between them that may be disturbed. Starting takes up to a
 * minute. Not thread-safe.
 */
public final class Installation implements AutoCloseable {

    private static final Map<String, String> SOURCE_SETTINGS =
            Map.of("max_prepared_transactions", "40", "max_connections", "100");
    private static final String BUS_PREFIX = "trial";

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ThrowawayPostgres sourceServer;
    private final ThrowawayPostgres warehouseServer;
    private final TestDatabase warehouse;
    private final TrialBroker broker;
    private final FaultProxy brokerWay;
    private final FaultProxy warehouseWay;
    private final Map<TrialSource, FaultProxy> sources = new LinkedHashMap<>();
    private final List<ServiceProcess> pollers = new ArrayList<>();
    private final ServiceProcess aggregator;
    private final ServiceProcess chartApi;
    private final Path configuration;

    private Installation(List<String> names, int pollerCount) throws IOException, SQLException {
        sourceServer = opened(ThrowawayPostgres.start(SOURCE_SETTINGS));
        warehouseServer = opened(ThrowawayPostgres.start());
        warehouse = warehouseServer.server().createDatabase("trial_warehouse");
        broker = opened(TrialBroker.start());
        java.net.URI address = java.net.URI.create(broker.url());
        brokerWay = opened(FaultProxy.inFrontOf(address.getHost(), address.getPort()));
        warehouseWay = opened(FaultProxy.inFrontOf(warehouse.host(), warehouse.port()));
        FreshetFile file =
                new FreshetFile()
                        .warehouse(warehouse, warehouseWay)
                        .broker(brokerWay.reroute(broker.url()));
        for (String name : names) {
            TrialSource source = opened(TrialSource.create(sourceServer.server(), name));
            TestDatabase database = source.database();
            FaultProxy way = opened(FaultProxy.inFrontOf(database.host(), database.port()));
            sources.put(source, way);
            file.source(name, way.reroute(database.url()), database.reader());
        }
        configuration = file.writeTo(Files.createTempFile("freshet-trial", ".yaml"));
        aggregator = run(Service.AGGREGATOR);
        for (int i = 0; i < pollerCount; i++) {
            pollers.add(run(Service.POLLER));
        }
        chartApi = run(Service.CHART_API);
    }

    /**
     * Starts one.
     *
     * @param names the sources' names, three letters each
     */
    public static Installation start(List<String> names, int pollers)
            throws IOException, SQLException {
        return new Installation(names, pollers);
    }

    private ServiceProcess run(Service service) {
        return opened(new ServiceProcess(service, configuration, BUS_PREFIX, LoopbackPort.pick()));
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    /** The sources. */
    public List<TrialSource> sources() {
        return List.copyOf(sources.keySet());
    }

    /** The way from the pollers to a source. */
    public FaultProxy wayTo(TrialSource source) {
        return sources.get(source);
    }

    /** The way from the services to the broker. */
    public FaultProxy brokerWay() {
        return brokerWay;
    }

    /** The way from the services to the warehouse. */
    public FaultProxy warehouseWay() {
        return warehouseWay;
    }

    public TrialBroker broker() {
        return broker;
    }

    /** The server of the warehouse. */
    public ThrowawayPostgres warehouseServer() {
        return warehouseServer;
    }

    /** The server of all sources. */
    public ThrowawayPostgres sourceServer() {
        return sourceServer;
    }

    public List<ServiceProcess> pollers() {
        return pollers;
    }

    public ServiceProcess aggregator() {
        return aggregator;
    }

    public ServiceProcess chartApi() {
        return chartApi;
    }

    /** All services. */
    public List<ServiceProcess> services() {
        List<ServiceProcess> all = new ArrayList<>(pollers);
        all.add(aggregator);
        all.add(chartApi);
        return all;
    }

    /** Ends everything that it started and deletes what that kept. */
    @Override
    public void close() throws IOException {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                System.err.println("while ending a trial: " + e);
            }
        }
        Files.deleteIfExists(configuration);
    }
}
