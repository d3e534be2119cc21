package io.freshet.benchmarks.harness;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.files.RepositoryFiles;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.BrokerUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sources, a warehouse and a bus that nobody else uses, and Freshet over them, once started. All
 * names are its own, and all of it is removed when it is closed, or when this process ends.
 */
public final class BenchmarkHarness implements AutoCloseable {

    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final SourceKind kind;
    private final List<BenchSource> sources = new ArrayList<>();
    private final TestDatabase warehouse;
    private final TestBus bus;
    private final Path folder;
    private FaultProxy way;
    private FreshetProcess freshet;

    private BenchmarkHarness(SourceKind kind, TestDatabase warehouse, TestBus bus, Path folder) {
        this.kind = kind;
        this.warehouse = warehouse;
        this.bus = bus;
        this.folder = folder;
    }

    /** Makes {@code sources} empty sources, a warehouse and a bus on the servers in use. */
    public static BenchmarkHarness create(int sources) {
        return create(sources, TestServers.postgres());
    }

    /** Makes them with all databases on {@code postgres}. */
    public static BenchmarkHarness create(int sources, TestPostgres postgres) {
        return create(sources, postgres, new SurveyKind());
    }

    /** Makes such sources on the servers in use. */
    public static BenchmarkHarness create(int sources, SourceKind kind) {
        return create(sources, TestServers.postgres(), kind);
    }

    private static BenchmarkHarness create(int sources, TestPostgres postgres, SourceKind kind) {
        BenchmarkHarness harness;
        try {
            harness =
                    new BenchmarkHarness(
                            kind,
                            postgres.createDatabase("bench_warehouse"),
                            TestServers.broker().createBus("bench"),
                            Files.createTempDirectory("freshet-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a configuration", e);
        }
        for (int number = 0; number < sources; number++) {
            harness.sources.add(
                    BenchSource.create(number, postgres.createDatabase("bench_source"), kind));
        }
        return harness;
    }

    /** Has {@code count} sources in all, the further ones on the first one's database. */
    public void share(int count) {
        BenchSource first = sources.get(0);
        for (int number = sources.size(); number < count; number++) {
            sources.add(BenchSource.numbered(number, first.database()));
        }
    }

    /** The Postgres and the broker in use, for reports. */
    public static String servers() {
        return TestServers.postgres().description() + ", " + TestServers.broker().description();
    }

    /**
     * Starts Freshet on it, with its default settings, and returns at once.
     *
     * @param poll how often each source is polled
     * @param javaOptions more options for its Java, such as its heap
     */
    public FreshetProcess startFreshet(Duration poll, List<String> javaOptions) {
        FreshetFile file =
                new FreshetFile()
                        .warehouse(warehouse)
                        .broker(BrokerUsers.of(bus).signedIn(bus.broker().url(), "up"));
        Map<String, String> environment = new HashMap<>();
        for (int index = 0; index < sources.size(); index++) {
            BenchSource source = sources.get(index);
            file.source(source.name(), url(source.database()), source.database().reader());
            kind.definition().ifPresent(definition -> file.pipeline(definition.name()));
            environment.put(
                    "FRESHET_SOURCES_%d_POLL_INTERVAL".formatted(index), poll.toMillis() + "ms");
        }
        WebPorts ports = WebPorts.free();
        // also where this process is told to end; the last one named goes first
        folder.toFile().deleteOnExit();
        kind.definition().ifPresent(definition -> file.definition(written(definition)));
        Path written = file.http(ports).writeTo(folder.resolve("freshet.yaml"));
        written.toFile().deleteOnExit();
        List<String> java = new ArrayList<>();
        // as ./freshet up has them
        java.add("@" + RepositoryFiles.path("local/launcher/java.options"));
        java.addAll(javaOptions);
        java.add("-Dfreshet.bus.prefix=" + bus.prefix());
        Program up = Program.freshet(List.of("up", "--config", written.toString()));
        freshet = FreshetProcess.start(up.withJava(java).withEnvironment(environment), ports);
        return freshet;
    }

    private Path written(SourceKind.OwnDefinition definition) {
        try {
            Path file =
                    Files.writeString(
                            folder.resolve(definition.name() + ".yaml"), definition.yaml());
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a definition", e);
        }
    }

    private String url(TestDatabase database) {
        return way == null ? database.url() : way.reroute(database.url());
    }

    /**
     * From the next start on, Freshet reaches its sources by a way that is longer.
     *
     * @param roundTrip how much longer a question and its answer are under way together; zero for
     *     the direct way
     */
    public void moveAway(Duration roundTrip) {
        if (roundTrip.isZero()) {
            return;
        }
        TestDatabase any = sources.get(0).database();
        way = FaultProxy.inFrontOf(any.host(), any.port());
        way.delay(roundTrip.dividedBy(2));
    }

    /** The options of every Java process that is measured: some of our own, and then those. */
    public static List<String> javaOptions(List<String> more) {
        return Stream.concat(JAVA_OPTIONS.stream(), more.stream()).toList();
    }

    /** Freshet, after it was started. */
    public FreshetProcess freshet() {
        return freshet;
    }

    /**
     * How much of what Freshet holds and shows differs from SQL over the sources, which must be at
     * rest; blocks until nothing does, or for some seconds.
     */
    public long differences() throws InterruptedException {
        return kind.differences(this);
    }

    /** What the sources hold. */
    public SourceKind kind() {
        return kind;
    }

    /** The sources, in the order of their numbers. */
    public List<BenchSource> sources() {
        return List.copyOf(sources);
    }

    /** The warehouse. */
    public TestDatabase warehouse() {
        return warehouse;
    }

    /** The bus. */
    public TestBus bus() {
        return bus;
    }

    /** One number that the warehouse's server gives, of whatever of its databases. */
    public long number(String sql) {
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("asking the warehouse: " + e.getMessage(), e);
        }
    }

    /**
     * Processor time that the server processes took which are connected to a database now, since
     * each was connected; zero where the server is another machine.
     */
    public Duration serverCost(TestDatabase database) {
        return cost("datname = '%s'".formatted(database.name()));
    }

    /** The same of those that serve Freshet's reading of a source. */
    public Duration readerCost(TestDatabase database) {
        return cost("usename = '%s'".formatted(database.reader().username()));
    }

    private Duration cost(String whose) {
        String sql = "select pid from pg_stat_activity where pid <> pg_backend_pid() and " + whose;
        Duration cost = Duration.ZERO;
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                cost = cost.plus(ProcessCost.of(row.getLong(1)).processor());
            }
            return cost;
        } catch (SQLException e) {
            throw new IllegalStateException("asking the warehouse: " + e.getMessage(), e);
        }
    }

    /** Ends Freshet and removes everything. */
    @Override
    public void close() {
        if (freshet != null) {
            // In good order, so that a profile that it writes is complete.
            freshet.end();
        }
        if (way != null) {
            way.close();
        }
        bus.close();
        sources.forEach(BenchSource::close);
        warehouse.close();
        try {
            if (kind.definition().isPresent()) {
                Files.deleteIfExists(folder.resolve(kind.definition().get().name() + ".yaml"));
            }
            Files.deleteIfExists(folder.resolve("freshet.yaml"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
