package io.freshet.launcher.init;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.FreshetConfig;
import io.freshet.launcher.check.CheckRun;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.simulator.answers.SurveyColumns;
import io.freshet.simulator.totesys.Shop;
import io.freshet.simulator.totesys.ShopTables;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for databases of different taste passes {@code check} as it is. */
class InitSchemasTest {

    private static TestDatabase warehouse;

    @TempDir Path folder;

    private TestDatabase database;
    private String said;

    @BeforeAll
    static void start() {
        warehouse = TestServers.postgres().createDatabase("init_warehouse");
    }

    @AfterAll
    static void end() {
        warehouse.close();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Looks at a schema that lies beside the test kit. */
    private PipelineDefinition proposed(String schema) {
        database = TestServers.postgres().createDatabase("init_" + schema);
        InitRun.make(database, schema);
        return proposedAs(schema);
    }

    private PipelineDefinition proposedAs(String name) {
        said = InitRun.of(database, folder, "--name", name);
        Path file = folder.resolve("freshet.yaml");
        assertThat(CheckRun.of(file, warehouse)).startsWith("status 0");
        FreshetConfig config = CheckRun.configuration(file, warehouse);
        return config.pipelines().find(name).orElseThrow();
    }

    private String definition(String name) {
        return InitRun.text(folder.resolve(name + ".yaml"));
    }

    @Test
    void aYoungCompanysTablesAreJoinedByTheirForeignKeys() {
        PipelineDefinition pipeline = proposed("subscriptions");

        assertThat(pipeline.charts())
                .extracting(chart -> chart.name())
                .contains(
                        "invoices-in-all",
                        "invoices-per-day",
                        "invoices-by-status",
                        "invoices-by-currency",
                        "latest-invoices",
                        "usage-events-by-kind");
        assertThat(definition("subscriptions"))
                .contains(
                        "  invoices.account_id: accounts as account\n",
                        "  users.account_id: accounts\n",
                        "# Companies that signed up.",
                        "plan: text  # What they pay for",
                        "# password_hash: text  # looks like a secret",
                        "values: {rows: count, sum_amount: sum(amount), mean_seats:");
        assertThat(said)
                .contains("invited_by refers to users and leads back to it in a circle")
                .contains("commented out: email, full_name (looks personal)");
    }

    @Test
    void anOldSystemsKeysDatesAndNumbersAreFoundInItsTexts() {
        proposed("ledgers");

        assertThat(definition("ledgers"))
                .contains(
                        "from: \"\\\"ERP Data\\\".\\\"ORDER HDR\\\"\"\n",
                        "key: [ord, itm_no]\n",
                        "ord_date: {from: ORD DATE, type: date}\n",
                        "net_amt: {from: NET AMT, type: decimal}\n",
                        "missing: [\"NULL\"]",
                        "deliv_date_day: \"(substring(deliv_date, 1, 4)",
                        "  order_hdr.cust_no: customer_master  # by names and values",
                        "  order_itm.ord: order_hdr  # by names and values",
                        "  order_itm.matnr: material  # by names and values",
                        "by: {week: order_hdr.ord_date}\n");
    }

    @Test
    void aLogOfSensorsIsReadByTheNumberOfItsRows() throws IOException {
        proposed("sensors");

        assertThat(definition("sensors"))
                .contains(
                        "key: id  # alone, as the database numbers it; say [id, ts]",
                        "time: ts\n",
                        "by: {day: reading.ts}\n    last: 30 days\n",
                        "mean_temperature: \"round(mean(temperature), 2)\"",
                        "by: sensor.label\n",
                        "# payload: bytea  # cannot be read, as it is bytea");
        assertThat(said)
                .contains("its partitions (4) are read through it")
                .containsPattern("raw_line +left out +nothing tells its rows apart");
        assertThatThePasswordIsKeptApart();
    }

    private void assertThatThePasswordIsKeptApart() throws IOException {
        Path kept = folder.resolve(".secrets/sensors");
        assertThat(Files.readString(kept)).isEqualTo(database.reader().password());
        assertThat(Files.getPosixFilePermissions(kept)).containsOnly(OWNER_READ, OWNER_WRITE);
        assertThat(Files.getPosixFilePermissions(kept.getParent())).hasSize(3);
        assertThat(InitRun.text(folder.resolve("freshet.yaml")))
                .contains("password-file: .secrets/sensors")
                .doesNotContain(database.reader().password());
        assertThat(said).doesNotContain(database.reader().password());
    }

    @Test
    void whatIsOddIsSaidAndTheRestIsRead() {
        proposed("oddities");

        String reader = database.reader().username();
        assertThat(said)
                .containsPattern(
                        "closed.inside +left out .*grant usage on schema closed to " + reader)
                .containsPattern("hidden +left out .*grant select on hidden to " + reader)
                .containsPattern("guarded +left out .*row-security: filtered")
                .containsPattern("dog +left out +its rows are read with those of animal")
                .containsPattern("seen +left out +it is a view")
                .containsPattern("summed +left out +it is a view")
                .containsPattern("only_bytes +left out +it has no column of a type")
                .containsPattern("without_key +left out +nothing tells its rows apart")
                .containsPattern("nullable_key +left out +nothing tells its rows apart")
                .containsPattern("nothing_yet +note +has no rows now")
                .containsPattern("by_mail +note +email looks personal and is its key")
                .containsPattern("by_index +read +key code \\(of its unique index")
                .containsPattern("employee +note +manager_id refers to employee");
        assertThat(definition("oddities"))
                .contains(
                        "where_2: {from: where, type: text}",
                        "round(mean(\\\"end\\\"), 2)",
                        "employee.home_id: place as home",
                        "employee.work_id: place as work",
                        "place.region_id: region\n",
                        "  other_by_index:\n    from: other.by_index\n")
                .doesNotContain("by: by_mail");
    }

    @Test
    void ofTheSurveysThousandColumnsThoseAreReadThatTellMost() {
        database = TestServers.postgres().createDatabase("init_pisa");
        database.reader();
        String columns =
                SurveyColumns.load().all().stream()
                        .map(column -> "\"%s\" text default 'NA'".formatted(column))
                        .collect(Collectors.joining(", "));
        database.execute(
                "create table responses (id serial primary key, " + columns + ")",
                "insert into responses (cnt, escs, tmins, belong, durecec) select (array['FRA',"
                        + " 'ITA', 'ALB'])[1 + i % 3], case when i % 9 = 0 then 'NA' else"
                        + " round(sin(i)::numeric, 4)::text end, (i * 5 % 1900)::text,"
                        + " round(cos(i)::numeric, 4)::text, (i % 7)::text from generate_series(1, 900)"
                        + " i");

        PipelineDefinition pipeline = proposedAs("survey");

        assertThat(pipeline.table("responses").columnNames())
                .contains("id", "cnt", "escs", "tmins", "belong", "durecec")
                .hasSizeLessThanOrEqualTo(40);
        assertThat(definition("survey"))
                .contains("missing: [NA]", "escs: decimal", "by: responses.cnt")
                .containsPattern("# and [0-9,]+ columns more");
        assertThat(said).contains("of 1,119 columns", "40 columns are enough to begin with");
    }

    @Test
    void theShopsTablesAreJoinedAndItsSalesCharted() throws SQLException {
        database = TestServers.postgres().createDatabase("init_totesys");
        database.reader();
        try (Shop shop = Shop.open(database::connect, Clock.systemUTC(), 7, Optional.empty())) {
            shop.runUntil(shop.now().plusDays(3));
        }

        PipelineDefinition pipeline = proposedAs("shop");

        assertThat(pipeline.tables()).extracting(table -> table.name()).containsAll(ShopTables.ALL);
        assertThat(pipeline.charts())
                .extracting(chart -> chart.name())
                .contains("sales-order-in-all", "payment-in-all", "latest-sales-order");
        assertThat(definition("shop"))
                .contains(
                        "  sales_order.design_id: design\n",
                        "  sales_order.currency_id: currency\n",
                        "# email_address: text  # looks personal");
    }
}
