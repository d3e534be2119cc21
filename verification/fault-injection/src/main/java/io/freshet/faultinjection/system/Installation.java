package io.freshet.faultinjection.system;

import io.freshet.events.BusTopology;
import io.freshet.faultinjection.history.SourceUnderTest;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestFolder;
import io.freshet.testkit.ThrowawayPostgres;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.encryption.TestAuthority;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Freshet as processes of its own (two pollers, an aggregator, a chart API, and over the shop a
 * lake service) on servers of its own, all of which may be killed, and ways between them that may
 * be disturbed. Starting takes up to a minute. Not thread-safe.
 */
public final class Installation implements AutoCloseable {

    private static final String BUS_PREFIX = "faults";
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    private static final String SHOP = "totesys";

    /** Only the lake service reads it: commits follow each other, so that faults befall them. */
    private static final Map<String, String> OFTEN = Map.of("FRESHET_ARCHIVE_INTERVAL", "500ms");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Path secrets;
    private final SourceServer sourceServer;
    private final ThrowawayPostgres warehouseServer;
    private final TestDatabase warehouse;
    private final KillableBroker broker;
    private final ServiceAccounts rights;
    private final FaultProxy brokerWay;
    private final FaultProxy warehouseWay;
    private final List<SourceUnderTest> sources = new ArrayList<>();
    private final List<FaultProxy> waysToSources = new ArrayList<>();
    private final List<FreshetProcess> pollers = new ArrayList<>();
    private final Map<FreshetProcess, MovableClock> clocks = new HashMap<>();
    private final FreshetProcess aggregator;
    private final FreshetProcess chartApi;
    private final Optional<TestDatabase> shop;
    private final Optional<LakeUnderTest> lake;
    private final Path configuration;

    private Installation(List<String> names, boolean hasShop, int pollerCount)
            throws IOException, SQLException {
        secrets = TestFolder.data("faults");
        opened.add(() -> TestFolder.deleteData(secrets));
        TestAuthority authority = new TestAuthority(secrets, "authority");
        sourceServer = opened(SourceServer.start(secrets, authority));
        warehouseServer = opened(ThrowawayPostgres.start());
        warehouse = warehouseServer.server().createDatabase("faults_warehouse");
        broker = opened(KillableBroker.start(authority));
        java.net.URI address = java.net.URI.create(broker.serviceUrl());
        brokerWay = opened(FaultProxy.inFrontOf(address.getHost(), address.getPort()));
        warehouseWay = opened(FaultProxy.inFrontOf(warehouse.host(), warehouse.port()));
        rights = new ServiceAccounts(warehouse, broker, new BusTopology(BUS_PREFIX), brokerWay);
        FreshetFile file =
                new FreshetFile()
                        .warehouse(
                                warehouseWay.reroute(warehouse.url()), rights.login("aggregator"));
        String way = rights.brokerUrl("up");
        if (broker.isEncrypted()) {
            file.broker(way, authority.file());
        } else {
            file.broker(way);
        }
        for (String name : names) {
            // The last one takes bytes that are no text.
            boolean anyBytes = name.equals(names.get(names.size() - 1));
            SourceUnderTest source =
                    opened(
                            SourceUnderTest.create(
                                    sourceServer.postgres().server(), name, anyBytes));
            TestDatabase database = source.database();
            sources.add(source);
            addTo(file, name, database);
        }
        Optional<Path> folder = Optional.empty();
        if (hasShop) {
            Path kept = TestFolder.data("lake");
            opened.add(() -> TestFolder.deleteData(kept));
            folder = Optional.of(kept);
            shop = Optional.of(opened(sourceServer.postgres().server().createDatabase(SHOP)));
            addTo(file.lake(folder.get()), SHOP, shop.get());
            file.pipeline(SHOP);
        } else {
            shop = Optional.empty();
        }
        configuration = file.writeTo(Files.createTempFile("freshet-faults", ".yaml"));
        aggregator = run("aggregator-service", "aggregator");
        rights.giveOnceTablesAreThere();
        for (int i = 0; i < pollerCount; i++) {
            pollers.add(run("poller-service", "poller"));
        }
        chartApi = run("chart-api", "charts");
        lake = folder.isPresent() ? Optional.of(lake(folder.get())) : Optional.empty();
    }

    /**
     * Starts one over surveys.
     *
     * @param names the sources' names, three letters each
     */
    public static Installation start(List<String> names, int pollers)
            throws IOException, SQLException {
        return new Installation(names, false, pollers);
    }

    /** Starts one over a database for the shop, which is empty, with a lake. */
    public static Installation startShop() throws IOException, SQLException {
        return new Installation(List.of(), true, 2);
    }

    private void addTo(FreshetFile file, String name, TestDatabase database) throws IOException {
        FaultProxy way = opened(FaultProxy.inFrontOf(database.host(), database.port()));
        waysToSources.add(way);
        TestDatabase.Login reader = database.reader();
        file.source(
                name,
                way.reroute(sourceServer.url(database)),
                reader.username(),
                Files.writeString(passwordFile(name), reader.password()));
    }

    private LakeUnderTest lake(Path folder) throws IOException {
        return new LakeUnderTest(run("lake-service", "lake"), folder, SHOP, warehouse);
    }

    private FreshetProcess run(String module, String account) throws IOException {
        WebPorts ports = WebPorts.free();
        MovableClock clock = opened(MovableClock.create());
        Program service =
                Program.service(module, configuration, BUS_PREFIX, ports)
                        .withJava(JAVA)
                        .withEnvironment(clock.environment())
                        .withEnvironment(rights.variables(account))
                        .withEnvironment(OFTEN);
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
        return List.copyOf(sources);
    }

    /** Compares what it holds and shows with SQL over the sources, which must be at rest. */
    public SurveyOracle oracle() {
        List<SurveySource> surveys =
                sources.stream()
                        .map(source -> new SurveySource(source.name(), source.database()))
                        .toList();
        return new SurveyOracle(surveys, warehouse, chartApi::get);
    }

    /** One of the sources. */
    public SourceUnderTest anySource(Random random) {
        List<SourceUnderTest> all = sources();
        return all.get(random.nextInt(all.size()));
    }

    /** The way from the pollers to one of the sources, of whatever kind. */
    public FaultProxy anyWayToASource(Random random) {
        return waysToSources.get(random.nextInt(waysToSources.size()));
    }

    private Path passwordFile(String source) {
        return secrets.resolve(source + ".password");
    }

    /** Gives the services another password for a source, where they look for it. */
    public void tellPassword(SourceUnderTest source, String password) throws IOException {
        Files.writeString(passwordFile(source.name()), password);
    }

    /** The shop's database, where it is read. */
    public Optional<TestDatabase> shop() {
        return shop;
    }

    /** The lake, where there is a shop. */
    public Optional<LakeUnderTest> lake() {
        return lake;
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

    /** Who the services are, with no more rights than they need. */
    public ServiceAccounts rights() {
        return rights;
    }

    /** The server of the warehouse. */
    public ThrowawayPostgres warehouseServer() {
        return warehouseServer;
    }

    /** The server of all sources. */
    public SourceServer sourceServer() {
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
        lake.ifPresent(it -> all.add(it.service()));
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
