package io.freshet.benchmarks.totesys;

import io.freshet.commandline.CommandFailure;
import io.freshet.simulator.totesys.Shop;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.BrokerUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A shop that has traded for a while, and Freshet over it; all of it goes when it is closed. */
final class ShopUnderTest implements AutoCloseable {

    private static final long SEED = 20_221_103;
    private static final String SOURCE = "totesys";
    private static final Duration REBUILD_LIMIT = Duration.ofMinutes(30);

    private static final String SOURCE_SIZE =
            """
            select sum((xpath('/row/n/text()', query_to_xml(
             format('select count(*) as n from %I', tablename), false, true, '')))[1]::text::bigint)
             || '|' || count(*) || '|' || sum(pg_table_size(tablename::regclass))
            from pg_tables where schemaname = 'public' and tablename !~ '^_'\
            """;

    private final TestDatabase source = TestServers.postgres().createDatabase("bench_totesys");
    private final TestDatabase warehouse = TestServers.postgres().createDatabase("bench_warehouse");
    private final TestBus bus = TestServers.broker().createBus("bench");
    private final Path folder;
    private final Path lake;
    private final Shop shop;
    private Path file;
    private WebPorts ports;
    private FreshetProcess freshet;

    ShopUnderTest(int days) throws IOException, SQLException {
        folder = Files.createTempDirectory("freshet-bench");
        lake = folder.resolve("lake");
        source.reader();
        shop = Shop.open(source::connect, Clock.systemUTC(), SEED, Optional.empty());
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        shop.jumpTo(now.minusDays(days));
        shop.runUntil(now);
        source.execute("vacuum analyze");
    }

    /** Starts Freshet on it; blocks until it is ready. */
    void startFreshet(Duration poll, List<String> javaOptions) {
        ports = WebPorts.free();
        file =
                new FreshetFile()
                        .warehouse(warehouse)
                        .broker(BrokerUsers.of(bus).signedIn(bus.broker().url(), "up"))
                        .lake(lake)
                        .http(ports)
                        .source(SOURCE, source)
                        .pipeline("totesys")
                        .writeTo(folder.resolve("freshet.yaml"));
        begin(poll, javaOptions);
    }

    private void begin(Duration poll, List<String> javaOptions) {
        List<String> java = new ArrayList<>(javaOptions);
        java.add("-Dfreshet.bus.prefix=" + bus.prefix());
        Program up = Program.freshet(List.of("up", "--config", file.toString()));
        freshet =
                FreshetProcess.start(
                        up.withJava(java)
                                .withEnvironment(
                                        Map.of(
                                                "FRESHET_SOURCES_0_POLL_INTERVAL",
                                                poll.toMillis() + "ms")),
                        ports);
        freshet.awaitReady();
    }

    /** Starts Freshet once more, for which the day is over: its lake merges what it has. */
    void restartTheDayAfter(Duration poll, List<String> javaOptions) {
        endFreshet();
        List<String> java = new ArrayList<>(javaOptions);
        java.add("-Dfreshet.archive.compact-after=PT-48H");
        begin(poll, java);
    }

    void endFreshet() {
        freshet.end();
        freshet = null;
    }

    /** Whether the lake has all that the warehouse has. */
    boolean isArchived() {
        return warehouse
                .query(
                        """
                        select exists (select from freshet.lake_position where version > 0)
                          and not exists (select from freshet.row_change c
                            left join freshet.lake_position p using (source_id)
                            where c.version > coalesce(p.version, 0))
                        """)
                .equals(List.of("t"));
    }

    /** How large the lake is. */
    LakeSize lakeSize() {
        try {
            return LakeSize.read(freshet.management().number(), SOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException("the port for operators does not answer", e);
        }
    }

    /** Of how many tables the lake has changes. */
    long tablesInLake() throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(path -> path.toString().endsWith(".parquet"))
                    .map(path -> path.getParent().getParent().getParent().getParent())
                    .distinct()
                    .count();
        }
    }

    /**
     * Runs {@code ./freshet lake rebuild}, over the star tables that are there; Freshet has ended.
     *
     * @return what it printed
     * @throws CommandFailure where it fails
     */
    String rebuild() {
        try (ChildProcess rebuild =
                Program.freshet(
                                List.of(
                                        "lake",
                                        "rebuild",
                                        "--replace",
                                        "--config",
                                        file.toString()))
                        .start()) {
            int status = rebuild.awaitExit(REBUILD_LIMIT);
            if (status != 0) {
                throw new CommandFailure(
                        "lake rebuild ended with %d: %s".formatted(status, rebuild.output()));
            }
            return rebuild.output();
        }
    }

    Shop shop() {
        return shop;
    }

    /** How large the source's tables are, without their indexes; as objects it has tables. */
    LakeSize sourceSize() {
        String[] size = source.query(SOURCE_SIZE).get(0).split("\\|", -1);
        return new LakeSize(
                Double.parseDouble(size[0]),
                Double.parseDouble(size[1]),
                Double.parseDouble(size[2]));
    }

    TestDatabase source() {
        return source;
    }

    TestDatabase warehouse() {
        return warehouse;
    }

    FreshetProcess freshet() {
        return freshet;
    }

    @Override
    public void close() throws SQLException, IOException {
        if (freshet != null) {
            endFreshet();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        shop.close();
        bus.close();
        source.close();
        warehouse.close();
    }
}
