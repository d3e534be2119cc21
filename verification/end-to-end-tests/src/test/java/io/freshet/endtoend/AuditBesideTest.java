package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./freshet check --audit} beside {@code ./freshet up}. */
@Tag("slow")
class AuditBesideTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String DEFINITION =
            """
            pipeline: shop
            tables:
              orders: {key: id, columns: {amount: decimal}}
              customers: {key: id, columns: {name: text}}
            charts:
              revenue: {of: orders, value: sum(amount)}
            """;

    @TempDir private Path folder;

    @Test
    void anAuditThatGoesOnIsSeenInChartsStatusAndLog() throws Exception {
        try (TestDatabase source = TestServers.postgres().createDatabase("e2e_audited");
                TestDatabase warehouse = TestServers.postgres().createDatabase("e2e_warehouse");
                TestBus bus = TestServers.broker().createBus("e2e")) {
            source.execute(
                    "create table orders (id bigint primary key, amount numeric)",
                    "create table customers (id bigint primary key, name text)",
                    "insert into orders select i, i from generate_series(1, 3000) i",
                    "insert into customers select i, 'c' || i from generate_series(1, 1000) i");
            Path definition = Files.writeString(folder.resolve("shop.yaml"), DEFINITION);
            FreshetFile file =
                    new FreshetFile()
                            .warehouse(warehouse)
                            .broker(TestServers.broker().url())
                            .definition(definition)
                            .source("corner", source.url(), source.reader())
                            .pipeline("shop");
            try (RunningFreshet freshet = RunningFreshet.start(file, bus, folder)) {
                awaitHeld(warehouse);
                audit(freshet, warehouse);
            }
        }
    }

    /** The audit is held where it has compared the first table, until it was seen everywhere. */
    private static void audit(RunningFreshet freshet, TestDatabase warehouse) throws Exception {
        CompletableFuture<String> report;
        try (Connection holding = warehouse.connect();
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("lock table shop.customers in access exclusive mode");
            report = CompletableFuture.supplyAsync(() -> freshet.check("--audit"));

            // two steps for each table, and another for each summary of orders: more than half
            int percent =
                    Integer.parseInt(await(freshet, "\"progress\":\"audit, ([5-8][0-9]) %\""));
            freshet.process()
                    .awaitLine(
                            Pattern.compile("INFO .*an audit of shop/corner goes on, \\d+ %"),
                            LIMIT);
            // it may still have gone on to where it is held
            int inTable =
                    percent(freshet.command(List.of("status")), "\naudit +shop/corner +(\\d+) %");
            int inJson =
                    percent(
                            freshet.command(List.of("status"), "--format", "json"),
                            "\"percent\" : (\\d+)");
            assertThat(List.of(percent, inTable, inJson, 99)).isSorted();
            assertThat(report).isNotDone();
            holding.rollback();
        }
        assertThat(report.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .startsWith("status 0")
                .containsPattern("customers: 1,000 rows, 0 differences");
        freshet.process()
                .awaitLine(Pattern.compile("INFO .*the audit of shop/corner has ended"), LIMIT);
        // charts look at everything once a second
        await(freshet, "\"datasets\":(?!.*\"progress\")()");
    }

    /** The percentage that an answer says in such words. */
    private static int percent(String answer, String words) {
        assertThat(answer).containsPattern(words);
        Matcher found = Pattern.compile(words).matcher(answer);
        found.find();
        return Integer.parseInt(found.group(1));
    }

    private static void awaitHeld(TestDatabase warehouse) throws InterruptedException {
        String held =
                "select (select count(*) from shop.orders) + (select count(*) from shop.customers)";
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!warehouse.query(held).equals(List.of("4000"))) {
            assertThat(System.nanoTime()).as("all rows are held").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Waits until the chart of freshness has such words; the first group of them. */
    private static String await(RunningFreshet freshet, String words) throws InterruptedException {
        Pattern pattern = Pattern.compile(words);
        long until = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            String said = freshet.get("/charts/shop/freshness");
            Matcher found = pattern.matcher(said);
            if (found.find()) {
                return found.group(1);
            }
            assertThat(System.nanoTime()).as(said).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
