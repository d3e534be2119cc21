package io.freshet.images;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.rights.LeastRights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All images of this build, unpacked and running together over sources that the simulator's makes:
 * two countries and a shop, which is archived. Each service has the rights that {@code grants} of
 * the image with all commands prints.
 */
final class RunningImages implements AutoCloseable {

    private static final TestPostgres SERVER = TestServers.postgres();
    private static final String READ_ONLY = "reads";

    final TestDatabase warehouse = SERVER.createDatabase("images_warehouse");
    final TestBus bus = TestServers.broker().createBus("images");
    final TestDatabase france = source("fra");
    final TestDatabase italy = source("ita");
    final TestDatabase shop = source("shop");
    final Path lakeFolder;
    final LeastRights rights;
    final ContainedRun simulator;
    final ContainedRun aggregator;
    final ContainedRun charts;
    final ContainedRun poller;
    final ContainedRun lake;
    final ContainedRun forage;

    private final MadeImages images;
    private final Path folder;
    private final Path configurations;

    /** Makes, unpacks and starts them; waits until all are ready. */
    RunningImages(Path folder) throws Exception {
        this.folder = folder;
        images = new MadeImages(Files.createDirectory(folder.resolve("made")));
        configurations = Files.createDirectory(folder.resolve("configurations"));
        lakeFolder = Files.createDirectory(folder.resolve("lake-folder"));
        Files.setAttribute(lakeFolder, "unix:uid", 185);
        writeConfiguration();

        simulator = run("source-simulator", simulated());
        rights =
                LeastRights.give(
                        ContainedRun.lines(
                                unpacked("freshet").with(configurations, "/config"),
                                Map.of("FRESHET_BUS_PREFIX", bus.prefix()),
                                List.of("grants", "--config", "/config/freshet.yaml")),
                        warehouse,
                        bus,
                        TestServers.broker().url());
        aggregator = run("aggregator-service", configured("aggregator"));
        aggregator.awaitReady();
        // once more, as the tables are there now
        rights.grantOnTables();
        charts = run("chart-api", configured("charts"));
        poller = run("poller-service", configured("poller"));
        lake = run("lake-service", configured("lake"));
        forage = run("forage-dashboard", configured("forage"));
        for (ContainedRun service : all()) {
            service.awaitReady();
        }
    }

    private TestDatabase source(String name) {
        return SERVER.takeDatabase(warehouse.name() + "_" + name);
    }

    private String reader() {
        return warehouse.name() + "_reader";
    }

    private void writeConfiguration() {
        TestDatabase.Login login = new TestDatabase.Login(reader(), READ_ONLY);
        new FreshetFile()
                .warehouse(warehouse.url(), LeastRights.owner(warehouse))
                .broker(TestServers.broker().url())
                .lake(Path.of("/lake"))
                .source("FRA", france.url(), login)
                .source("ITA", italy.url(), login)
                .source("shop", shop.url(), login)
                .pipeline("totesys")
                .writeTo(configurations.resolve("freshet.yaml"));
    }

    private Map<String, String> simulated() {
        Map<String, String> told = new HashMap<>();
        told.put("ENABLED", "true");
        told.put("SERVER_URL", SERVER.url(SERVER.maintenanceDatabase()));
        told.put("SERVER_USERNAME", SERVER.username());
        told.put("SERVER_PASSWORD", SERVER.password());
        told.put("READER_USERNAME", reader());
        told.put("READER_PASSWORD", READ_ONLY);
        told.put("COUNTRIES", "FRA,ITA");
        told.put("COLUMNS", "slim");
        told.put("DATABASE_PREFIX", warehouse.name() + "_");
        told.put("TOTESYS_ENABLED", "true");
        told.put("TOTESYS_DATABASE", shop.name());
        told.put("TOTESYS_HISTORY_DAYS", "5");
        Map<String, String> variables = new HashMap<>();
        told.forEach((name, value) -> variables.put("FRESHET_SIMULATOR_" + name, value));
        return variables;
    }

    private Map<String, String> configured(String service) {
        Map<String, String> variables = new HashMap<>(rights.of(service));
        variables.put("FRESHET_CONFIG", "/config/freshet.yaml");
        variables.put("FRESHET_BUS_PREFIX", bus.prefix());
        return variables;
    }

    private ContainedRun run(String product, Map<String, String> environment) throws Exception {
        Map<String, String> variables = new HashMap<>(environment);
        // they live for a minute or two: compiled quickly, not well
        variables.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        return ContainedRun.start(
                unpacked(product).with(configurations, "/config").with(lakeFolder, "/lake"),
                variables);
    }

    private UnpackedImage unpacked(String name) throws Exception {
        Product product = MadeImages.product(name);
        images.take(product);
        Path archive = images.archive(product, "all");
        Path root = Files.createDirectory(folder.resolve(name));
        ImageArchive.unpack(archive, root);
        return new UnpackedImage(root, ImageArchive.read(archive).config());
    }

    /** All that run, the simulator too. */
    List<ContainedRun> all() {
        List<ContainedRun> all = new ArrayList<>(services());
        all.add(simulator);
        return all;
    }

    /** Those that Prometheus is to look at. */
    List<ContainedRun> services() {
        return List.of(aggregator, charts, poller, lake, forage);
    }

    /** Ends everything, and takes away what was made at the servers. */
    @Override
    public void close() {
        all().forEach(ContainedRun::close);
        bus.close();
        rights.close();
        List.of(warehouse, france, italy, shop).forEach(TestDatabase::close);
        dropReader();
    }

    private void dropReader() {
        try (Connection connection = SERVER.connect(SERVER.maintenanceDatabase());
                Statement statement = connection.createStatement()) {
            statement.execute("drop role if exists " + reader());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
