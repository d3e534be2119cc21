package io.freshet.launcher.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.WarehouseRights;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code check} of a file that names no broker and no warehouse, on those of tests. */
public final class CheckRun {

    private CheckRun() {}

    /** The configuration that a file is with the tests' servers. */
    public static FreshetConfig configuration(Path file, TestDatabase warehouse) {
        WebPorts ports = WebPorts.free();
        TestDatabase.Login owner = WarehouseRights.of(warehouse).login("aggregator");
        return new ConfigurationReader(
                        Map.of(
                                "FRESHET_BROKER_URL", TestServers.broker().url(),
                                "FRESHET_WAREHOUSE_URL", warehouse.url(),
                                "FRESHET_WAREHOUSE_USERNAME", owner.username(),
                                "FRESHET_WAREHOUSE_PASSWORD", owner.password(),
                                "FRESHET_HTTP_PORT", Integer.toString(ports.charts().number()),
                                "FRESHET_HTTP_MANAGEMENT_PORT",
                                        Integer.toString(ports.management().number())))
                .read(file);
    }

    /** Its status and what it prints. */
    public static String of(Path file, TestDatabase warehouse) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                CheckCommand.run(
                        configuration(file, warehouse),
                        new CheckCommand.Extent(false, false),
                        Duration.ZERO,
                        new CheckReport(new PrintStream(said, true, UTF_8)));
        return "status %d%n%s".formatted(status, said.toString(UTF_8));
    }
}
