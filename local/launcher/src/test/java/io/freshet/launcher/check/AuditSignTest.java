package io.freshet.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.warehouse.layout.AuditSql;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others see of an audit, table by table and step by step. */
class AuditSignTest {

    private final TestDatabase warehouse = TestServers.postgres().createDatabase("sign");
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        warehouse.close();
    }

    @Test
    void itNeverGoesBackAndEndsWithTheConnection() {
        try (WarehouseConnection connection = open()) {
            AuditSign sign = new AuditSign(connection, 7, 400);
            AuditProgress table = progress(sign, 100);
            assertThat(seen()).containsExactly("0");

            table.step("compared with the source");
            table.add(60);
            assertThat(seen()).containsExactly("15");
            table.add(600);
            assertThat(seen()).containsExactly("25");
            table.step("values compared");
            table.add(20);
            assertThat(seen()).containsExactly("30");

            sign.passed(200);
            assertThat(seen()).containsExactly("50");
            progress(sign, 100).step("compared with the source");
            assertThat(seen()).containsExactly("50");
            sign.passed(200);
            assertThat(seen()).containsExactly("99");
        }

        // the server ends a session by itself, after the client has left
        await().untilAsserted(() -> assertThat(seen()).isEmpty());
    }

    @Test
    void whatIsSaidInATransactionIsSaidAgainBehindIt() {
        try (WarehouseConnection connection = open()) {
            AuditSign sign = new AuditSign(connection, 7, 100);
            connection.begin();
            sign.within(40);
            assertThat(seen()).containsExactly("40");
            connection.rollback();

            sign.again();

            assertThat(seen()).containsExactly("40");
        }
    }

    @Test
    void anAuditOfNoRowsIsSeenToo() {
        try (WarehouseConnection connection = open()) {
            AuditSign sign = new AuditSign(connection, 7, 0);
            sign.passed(0);

            assertThat(seen()).containsExactly("0");
        }
    }

    private static AuditProgress progress(AuditSign sign, long rows) {
        CheckReport report = new CheckReport(new PrintStream(new ByteArrayOutputStream()));
        return new AuditProgress(report, "audit", "orders", rows, Duration.ofHours(1), sign);
    }

    private List<String> seen() {
        return warehouse.query("select percent from (" + AuditSql.ALL + ") a (source, percent)");
    }

    private WarehouseConnection open() {
        FreshetConfig config =
                new ConfigurationReader(Map.of())
                        .read(
                                "freshet.yaml",
                                new StringReader(
                                        new FreshetFile()
                                                .warehouse(warehouse)
                                                .source("fra", warehouse)
                                                .text()),
                                Path.of("."));
        Pool pool = Databases.warehouse(vertx, config.warehouse().orElseThrow());
        return WarehouseConnection.open(pool, Duration.ofSeconds(10));
    }
}
