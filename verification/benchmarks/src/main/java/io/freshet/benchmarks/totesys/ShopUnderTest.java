package io.freshet.benchmarks.totesys;

import io.freshet.simulator.totesys.Shop;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.BrokerUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop that has traded for a while, and Freshet over it; all of it goes when it is closed. */
final class ShopUnderTest implements AutoCloseable {

    private static final long SEED = 20_221_103;

    private final TestDatabase source = TestServers.postgres().createDatabase("bench_totesys");
    private final TestDatabase warehouse = TestServers.postgres().createDatabase("bench_warehouse");
    private final TestBus bus = TestServers.broker().createBus("bench");
    private final Path folder;
    private final Shop shop;
    private FreshetProcess freshet;

    ShopUnderTest(int days) throws IOException, SQLException {
        folder = Files.createTempDirectory("freshet-bench");
        source.reader();
        shop = Shop.open(source::connect, Clock.systemUTC(), SEED, Optional.empty());
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        shop.jumpTo(now.minusDays(days));
        shop.runUntil(now);
        source.execute("vacuum analyze");
    }

    /** Starts Freshet on it; blocks until it is ready. */
    void startFreshet(Duration poll, List<String> javaOptions) {
        WebPorts ports = WebPorts.free();
        Path file =
                new FreshetFile()
                        .warehouse(warehouse)
                        .broker(BrokerUsers.of(bus).signedIn(bus.broker().url(), "up"))
                        .http(ports)
                        .source("totesys", source)
                        .pipeline("totesys")
                        .writeTo(folder.resolve("freshet.yaml"));
        folder.toFile().deleteOnExit();
        file.toFile().deleteOnExit();
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

    Shop shop() {
        return shop;
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
    public void close() throws SQLException {
        if (freshet != null) {
            freshet.end();
        }
        shop.close();
        bus.close();
        source.close();
        warehouse.close();
    }
}
