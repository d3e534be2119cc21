package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code ./freshet up} over a source whose tables change, each under another contract: what the
 * charts show is what plain SQL over the source says, less what is set aside, and that is told.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class ContractGridTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long PAUSE_MILLIS = 100;

    @TempDir static Path folder;

    private static TestDatabase source;
    private static TestDatabase warehouse;
    private static TestBus bus;
    private static RunningFreshet freshet;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        source = TestServers.postgres().createDatabase("e2e_grid");
        warehouse = TestServers.postgres().createDatabase("e2e_warehouse");
        bus = TestServers.broker().createBus("e2e");
        TestDatabase.Login reader = source.reader();
        for (ContractedTables table : ContractedTables.values()) {
            source.execute(table.create());
        }
        Path definition = folder.resolve("grid.yaml");
        Files.writeString(definition, ContractedTables.definition(Map.of()));
        freshet =
                RunningFreshet.start(
                        new FreshetFile()
                                .warehouse(warehouse)
                                .broker(TestServers.broker().url())
                                .definition(definition)
                                .source("shop", source.url(), reader)
                                .pipeline("grid"),
                        bus,
                        folder);
        for (ContractedTables table : ContractedTables.values()) {
            awaitEqual(() -> shown(table), ContractedTables.whole(), table.name());
        }
        for (ContractedTables table : ContractedTables.values()) {
            source.execute(table.change());
        }
    }

    @AfterAll
    static void end() {
        freshet.close();
        bus.close();
        source.close();
        warehouse.close();
    }

    @ParameterizedTest
    @Order(1)
    @EnumSource
    void aChangeOfTheSchemaDoesWhatTheContractOfItsTableSays(ContractedTables table)
            throws InterruptedException {
        if (table.isFrozen()) {
            awaitEqual(
                    () -> String.valueOf(tablesAside().contains(table.table())),
                    "true",
                    table.name());
            source.execute(table.lateChange());
            assertThat(shown(table)).isEqualTo(ContractedTables.whole());
        } else {
            awaitEqual(() -> shown(table), source.query(table.question()).get(0), table.name());
            assertThat(tablesAside()).doesNotContain(table.table());
        }
    }

    @Test
    @Order(2)
    void whatIsHeldIsWhatCountsAndWhatIsSetAsideAndTheQuarantineTellsWhichAndWhy()
            throws InterruptedException {
        for (ContractedTables table : ContractedTables.values()) {
            String aside =
                    "select count(distinct row_key) from freshet.quarantine where row_aside and table_name = '%s'"
                            .formatted(table.table());
            awaitEqual(
                    () -> warehouse.query(aside).get(0),
                    source.query(table.asideQuestion()).get(0),
                    table.name());
            assertThat(warehouse.query("select count(*) from grid." + table.table()))
                    .as(table.name())
                    .containsExactly(
                            table == ContractedTables.TABLE_FOLLOW
                                    ? "0"
                                    : String.valueOf(ContractedTables.ROWS));
        }
        assertThat(
                        warehouse.query(
                                "select row_key || column_name || value || reason from freshet.quarantine where table_name = 'date_row' order by 1"))
                .containsExactly("7due2024-02-30not-of-its-type", "8due2024-02-30not-of-its-type");
        // a chart without the column does not tell when it is followed
        String further =
                "select count(further) || '|' || min(further::text) from grid.further_follow";
        awaitEqual(
                () -> String.valueOf(warehouse.query(further).get(0)),
                "%d|{\"colour\": \"red\"}".formatted(ContractedTables.ROWS / 3),
                "old rows are not without what the source has");
        awaitEqual(ContractGridTest::shownFurtherRows, List.of(2000, 1999, 1997), "charts of rows");
        assertThat(operators("/aggregator/quarantine?source=shop&size=1"))
                .contains("\"aside\":\"row\"");
    }

    @Test
    @Order(3)
    void othersOfTheSourceStayLiveAndAllThatIsSetAsideIsSaid() throws InterruptedException {
        awaitEqual(ContractGridTest::status, "live", "the source, without what is set aside");
        source.execute("insert into untouched values (100000, 5, '2026-01-01', 'new')");
        awaitEqual(
                () -> shown(ContractedTables.UNTOUCHED),
                source.query(ContractedTables.UNTOUCHED.question()).get(0),
                "a new row of a table that nothing happened to");
        assertThat(freshet.get("/charts/grid/freshness")).contains("\"table\":\"column_usual\"");
        String sources = operators("/poller/sources");
        for (ContractedTables table : ContractedTables.values()) {
            if (table.isFrozen()) {
                assertThat(sources)
                        .contains(
                                "table %s is set aside, and its last rows stay"
                                        .formatted(table.table()));
            }
        }
        assertThat(freshet.command(List.of("status"))).contains("column_usual");
        long frozen =
                Arrays.stream(ContractedTables.values()).filter(ContractedTables::isFrozen).count();
        assertThat(operators("/q/metrics"))
                .containsPattern(
                        "freshet_source_tables_aside\\{.*source=\"shop\".*\\} %d\\.0"
                                .formatted(frozen));
        assertThat(freshet.process().output())
                .as("up has accounts with the rights that are printed for it")
                .doesNotContain("accounts wait");
        Pattern rowsAside = Pattern.compile("freshet_rows_aside\\{.*source=\"shop\".*\\} [1-9]");
        awaitEqual(
                () -> rowsAside.matcher(operators("/q/metrics")).find(),
                true,
                "rows that are set aside are counted");
    }

    @Test
    @Order(4)
    void aTableThatIsMendedInTheSourceIsReadAgainByItself() throws InterruptedException {
        source.execute("alter table column_usual add column note text");
        source.execute("insert into column_usual values (100000, 7, '2026-01-01', 'new')");
        source.execute(ContractedTables.TABLE_FOLLOW.create());
        source.execute("update date_row set due = '2024-02-29' where id = 7");

        for (ContractedTables table :
                List.of(ContractedTables.COLUMN_USUAL, ContractedTables.TABLE_FOLLOW)) {
            awaitEqual(() -> shown(table), whole(table), table.name());
        }
        awaitEqual(
                () -> shown(ContractedTables.DATE_ROW),
                source.query(ContractedTables.DATE_ROW.question()).get(0),
                "a value that was mended");
        // Pollers write it down once a second, so it may come after the rows.
        awaitEqual(() -> tablesAside().contains("column_usual"), false, "what is set aside");
    }

    @Test
    @Order(5)
    void whatIsSetAsideCountsOnceTheDefinitionIsMended() throws Exception {
        Map<ContractedTables, String> mended =
                Map.of(
                        ContractedTables.COLUMN_FREEZE, "amount: integer, due: date",
                        ContractedTables.COLUMN_ROW, "amount: integer, due: date",
                        ContractedTables.FURTHER_FREEZE,
                                "amount: integer, due: date, note: text, colour: text",
                        ContractedTables.FURTHER_ROW,
                                "amount: integer, due: date, note: text, colour: text",
                        ContractedTables.TYPE_FREEZE, "amount: bigint, due: text, note: text",
                        ContractedTables.TYPE_ROW, "amount: bigint, due: date, note: text",
                        ContractedTables.DATE_ROW, "amount: integer, due: text, note: text");
        freshet.kill();
        Files.writeString(folder.resolve("grid.yaml"), ContractedTables.definition(mended));
        freshet.start();

        for (ContractedTables table : mended.keySet()) {
            awaitEqual(() -> shown(table), whole(table), table.name());
        }
        assertThat(warehouse.query("select count(*) from freshet.quarantine where row_aside"))
                .containsExactly("0");
        awaitEqual(
                () -> String.join(" ", tablesAside()),
                "table_freeze table_usual",
                "all but the tables that are gone");
        // Once no table is aside, and not only while charts of before are shown.
        for (ContractedTables table : mended.keySet()) {
            awaitEqual(() -> shown(table), whole(table), table.name());
        }
    }

    private static String whole(ContractedTables table) {
        return source.query("select count(*) || '|' || sum(amount) from " + table.table()).get(0);
    }

    /** What the chart of a table shows, as {@code n|amount}. */
    private static String shown(ContractedTables table) {
        JsonArray answer = new JsonArray(freshet.get("/charts/grid/" + table.chart()));
        if (answer.isEmpty()) {
            return "0|null";
        }
        JsonObject values = answer.getJsonObject(0);
        return "%s|%s".formatted(values.getValue("n"), values.getValue("amount"));
    }

    private static String operators(String path) {
        return freshet.process().management().answerTo(path);
    }

    private static String status() {
        return new JsonObject(freshet.get("/charts/grid/freshness"))
                .getJsonArray("datasets")
                .getJsonObject(0)
                .getString("status");
    }

    private static List<String> tablesAside() {
        return warehouse.query(
                "select t ->> 'table' from freshet.source_status, jsonb_array_elements(tables) t where t ->> 'state' <> 'catching-up' order by 1");
    }

    private static List<Integer> shownFurtherRows() {
        return new JsonArray(freshet.get("/charts/grid/rows-further-row"))
                .stream().map(row -> ((JsonObject) row).getInteger("id")).toList();
    }

    private static <T> void awaitEqual(Supplier<T> told, T expected, String what)
            throws InterruptedException {
        long until = System.nanoTime() + LIMIT.toNanos();
        T last = told.get();
        while (!last.equals(expected) && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            last = told.get();
        }
        assertThat(last).as(what).isEqualTo(expected);
    }
}
