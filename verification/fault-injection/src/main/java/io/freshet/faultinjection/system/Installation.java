package io.freshet.faultinjection.system;

import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.testkit.FreshetFile;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Freshet as processes of its own (two pollers, an aggregator, a chart API) on servers of its own,
 * all of which may be killed, and ways between them that may be disturbed. Starting takes up to a
 * minute. Not thread-safe.
 */
public final class Installation implements AutoCloseable {

    private static final Map<String, String> SOURCE_SETTINGS =
            Map.of("max_prepared_transactions", "40", "max_connections", "100");
    private static final String BUS_PREFIX = "faults";
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ThrowawayPostgres sourceServer;
    private final ThrowawayPostgres warehouseServer;
    private final TestDatabase warehouse;
    private final KillableBroker broker;
    private final FaultProxy brokerWay;
    private final FaultProxy warehouseWay;
    private final Map<SourceUnderTest, FaultProxy> sources = new LinkedHashMap<>();
    private final List<FreshetProcess> pollers = new ArrayList<>();
    private final Map<FreshetProcess, MovableClock> clocks = new HashMap<>();
    private final FreshetProcess aggregator;
    private final FreshetProcess chartApi;
    private final Path configuration;

    private Installation(List<String> names, int pollerCount) throws IOException, SQLException {
        sourceServer = opened(ThrowawayPostgres.start(SOURCE_SETTINGS));
        warehouseServer = opened(ThrowawayPostgres.start());
        warehouse = warehouseServer.server().createDatabase("faults_warehouse");
        broker = opened(KillableBroker.start());
        java.net.URI address = java.net.URI.create(broker.url());
        brokerWay = opened(FaultProxy.inFrontOf(address.getHost(), address.getPort()));
        warehouseWay = opened(FaultProxy.inFrontOf(warehouse.host(), warehouse.port()));
        FreshetFile file =
                new FreshetFile()
                        .warehouse(warehouse, warehouseWay)
                        .broker(brokerWay.reroute(broker.url()));
        for (String name : names) {
            // The last one takes bytes that are no text.
            boolean anyBytes = name.equals(names.get(names.size() - 1));
            SourceUnderTest source =
                    opened(SourceUnderTest.create(sourceServer.server(), name, anyBytes));
            TestDatabase database = source.database();
            FaultProxy way = opened(FaultProxy.inFrontOf(database.host(), database.port()));
            sources.put(source, way);
            file.source(name, way.reroute(database.url()), database.reader());
        }
        configuration = file.writeTo(Files.createTempFile("freshet-faults", ".yaml"));
        aggregator = run("aggregator-service");
        for (int i = 0; i < pollerCount; i++) {
            pollers.add(run("poller-service"));
        }
        chartApi = run("chart-api");
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

    private FreshetProcess run(String module) throws IOException {
        WebPorts ports = WebPorts.free();
        MovableClock clock = opened(MovableClock.create());
        Program service =
                Program.service(module, configuration, BUS_PREFIX, ports)
                        .withJava(JAVA)
                        .withEnvironment(clock.environment());
        FreshetProcess process = opened(FreshetProcess.start(service, ports));
        clocks.put(process, clock);
        return process;
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    /** The sources. */
    public List<SourceUnderTest> sources() {
        return List.copyOf(sources.keySet());
    }

    /** Compares what it holds and shows with SQL over the sources, which must be at rest. */
    public SurveyOracle oracle() {
        List<SurveySource> surveys =
                sources.keySet().stream()
                        .map(source -> new SurveySource(source.name(), source.database()))
                        .toList();
        return new SurveyOracle(surveys, warehouse, chartApi::get);
    }

    /** One of the sources. */
    public SourceUnderTest anySource(Random random) {
        List<SourceUnderTest> all = sources();
        return all.get(random.nextInt(all.size()));
    }

    /** The way from the pollers to a source. */
    public FaultProxy wayTo(SourceUnderTest source) {
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

    public KillableBroker broker() {
        return broker;
    }

    /** Its exchanges and queues. */
    public Bus bus() {
        return new Bus(broker, BUS_PREFIX);
    }

    /** The database that Freshet writes to. */
    public TestDatabase warehouse() {
        return warehouse;
    }

    /** The server of the warehouse. */
    public ThrowawayPostgres warehouseServer() {
        return warehouseServer;
    }

    /** The server of all sources. */
    public ThrowawayPostgres sourceServer() {
        return sourceServer;
    }

    public List<FreshetProcess> pollers() {
        return pollers;
    }

    /** How many rows reconciliation found and no poll, by source and kind; see there. */
    public Map<String, Long> reconciledRows() {
        return ReconciledRowsMetric.read(pollers);
    }

    public FreshetProcess aggregator() {
        return aggregator;
    }

    public FreshetProcess chartApi() {
        return chartApi;
    }

    /** The clock of a service; see {@link MovableClock#isPossible()}. */
    public MovableClock clockOf(FreshetProcess service) {
        return clocks.get(service);
    }

    /** All services. */
    public List<FreshetProcess> services() {
        List<FreshetProcess> all = new ArrayList<>(pollers);
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
                System.err.println("while ending an installation: " + e);
            }
        }
        Files.deleteIfExists(configuration);
    }
}
