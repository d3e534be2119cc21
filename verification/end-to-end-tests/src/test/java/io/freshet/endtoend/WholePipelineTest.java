package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.oracle.SurveyOracle;
import io.freshet.testkit.oracle.SurveySource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./freshet up} over two sources, with nothing but SELECT on them; the oracle is SQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class WholePipelineTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SWEPT = Duration.ofSeconds(25);

    /** In which summaries are compared with the rows held, also where a statement is slow. */
    private static final Duration PROVEN = Duration.ofSeconds(60);

    @TempDir static Path folder;

    private static TestDatabase fra;
    private static TestDatabase ita;
    private static TestDatabase warehouse;
    private static TestBus bus;
    private static RunningFreshet freshet;
    private static String countryOfFra = "FRA";

    @BeforeAll
    static void start() {
        fra = TestServers.postgres().createDatabase("e2e_fra");
        ita = TestServers.postgres().createDatabase("e2e_ita");
        warehouse = TestServers.postgres().createDatabase("e2e_warehouse");
        bus = TestServers.broker().createBus("e2e");
        for (TestDatabase source : List.of(fra, ita)) {
            source.execute(
                    SurveyTable.CREATE,
                    SurveyTable.INSERT
                            + "select case when i % 3 = 0 then ' fra ' else 'ITA' end,"
                            + " round(sin(i)::numeric, 4)::text, (i % 3000)::text, 'NA', '3' from"
                            + " generate_series(1, 12000) as i");
        }
        freshet =
                RunningFreshet.start(
                        new FreshetFile()
                                .warehouse(warehouse)
                                .broker(TestServers.broker().url())
                                .source("fra", fra.url(), fra.reader())
                                .source("ita", ita.url(), ita.reader()),
                        bus,
                        folder);
    }

    @AfterAll
    static void end() {
        freshet.close();
        bus.close();
        fra.close();
        ita.close();
        warehouse.close();
    }

    @Test
    @Order(1)
    void countsWhatWasThereBefore() throws Exception {
        assertExactWithin(SWEPT);
    }

    @Test
    @Order(1)
    void keepsWhatIsForOperatorsOnTheirPort() {
        new TwoPorts(freshet.process())
                .assertApart(
                        "/poller/sources",
                        "/aggregator/catalogue",
                        "/aggregator/quarantine?source=fra");
    }

    @Test
    @Order(2)
    void showsNewRowsAndQuarantinesValuesThatAreNone() throws Exception {
        fra.execute(
                SurveyTable.INSERT
                        + "values ('FRA', '1e400', 'NaN', 'Infinity', '3'), (' ita ', ' -0.5 ', '',"
                        + " null, ' '), ('nowhere', '0.25', 'NA', '\u0663', '2019-01-01'), ('x''\";"
                        + " drop table responses; --', repeat('9', 200) || 'z', repeat('x',"
                        + " 1000000), '5.', '.5'), (null, '+1', '1e3', '0x10', '1,5')");

        assertExactWithin(SOON);
        assertThat(SurveyTable.number(warehouse, "select count(*) from freshet.quarantine"))
                .isGreaterThan(8);
    }

    @Test
    @Order(3)
    void seesRowsThatCommitOutOfOrder() throws Exception {
        try (Connection late = fra.connect()) {
            late.setAutoCommit(false);
            insert(late, "('FRA', '4.0', '100', '1', '2')");
            fra.execute(
                    SurveyTable.INSERT
                            + "select 'FRA', '0.1', '100', '1', '2' from generate_series(1, 50)");
            assertExactWithin(SOON);

            late.commit();
        }

        assertExactWithin(SOON);
    }

    @Test
    @Order(4)
    void seesIdsThatWereTakenLongAhead() throws Exception {
        ita.execute("select setval('responses_id_seq', 20000)");
        ita.execute(SurveyTable.INSERT + "values ('ITA', '1', '1', '1', '1')");
        assertExactWithin(SOON);

        ita.execute(
                "insert into responses (id, cnt, escs) values (15000, 'ITA', '2'), (-7, 'ITA',"
                        + " '3')");

        assertExactWithin(SOON);
    }

    @Test
    @Order(5)
    void seesUpdatesAndDeletes() throws Exception {
        fra.execute(
                "update responses set escs = '-3.5', cnt = 'ITA' where id between 500 and 700",
                "delete from responses where id between 3000 and 5500",
                "delete from responses where id = (select max(id) from responses)");

        assertExactWithin(SWEPT);
    }

    @Test
    @Order(6)
    void survivesBeingKilledWhileRowsArrive() throws Exception {
        RestlessSource ofFra = new RestlessSource(fra, "FRA");
        RestlessSource ofIta = new RestlessSource(ita, "ITA");
        try (ofFra;
                ofIta) {
            String before = freshet.get("/charts/submissions");
            long until = System.nanoTime() + SWEPT.toNanos();
            while (freshet.get("/charts/submissions").equals(before)) {
                assertThat(System.nanoTime()).as("until a new row is shown").isLessThan(until);
            }
            freshet.kill();
        }

        freshet.start();

        assertExactWithin(SWEPT);
    }

    @Test
    @Order(7)
    void seesATableThatIsEmptiedAndFilledAgain() throws Exception {
        ita.execute(
                "truncate responses restart identity",
                SurveyTable.INSERT
                        + "select 'ITA', '0.125', '60', '0', '1' from generate_series(1, 3000)");

        assertExactWithin(SWEPT);
    }

    @Test
    @Order(8)
    void keepsTheNumbersOfASourceThatLostAColumnUntilItReturns() throws Exception {
        String before = freshet.get("/charts/escs");
        ita.execute("alter table responses rename column belong to belonging");
        awaitDrifted(true);
        fra.execute(SurveyTable.INSERT + "values ('FRA', '0.5', '60', '0', '1')");
        assertThat(freshet.get("/charts/escs?countries=ITA")).isEqualTo(only("ITA", before));

        ita.execute("alter table responses rename column belonging to belong");

        awaitDrifted(false);
        assertExactWithin(SWEPT);
    }

    @Test
    @Order(9)
    void isFoundWithoutDifferencesByAnAudit() {
        fra.execute("insert into responses (id, cnt, escs) values (-4000, 'FRA', '0.75')");

        assertThat(freshet.check("--audit"))
                .startsWith("status 0")
                .containsPattern(
                        "audit fra +ok +responses: [0-9,]{5,} rows, 0 differences, [0-9.]+ s")
                .containsPattern("audit ita +ok +responses: 3,000 rows, 0 differences");
    }

    @Test
    @Order(9)
    void tellsTheMetricsThatAreDocumented() {
        ToldMetrics metrics = new ToldMetrics(freshet.process().management().get("/q/metrics"));

        metrics.assertDocumented();
        metrics.assertBuckets("freshet_freshness_seconds", "0.1", "0.16", "1.0", "60.0", "3600.0");
    }

    @Test
    @Order(10)
    void damageIsMendedAndRowsMoveToTheCountryThatTheirSourceIsGiven() throws Exception {
        freshet.kill();
        String ofFra = " where source_id = (select id from freshet.source where name = 'fra')";
        warehouse.execute(
                "update pisa.by_country set rows = rows + 1" + ofFra + " and cnt = 'FRA'",
                "update pisa.over_time set rows = rows + 1" + ofFra,
                "delete from pisa.responses" + ofFra + " and row_key = -4000");

        assertThat(freshet.check("--audit"))
                .startsWith("status 1")
                .contains("responses: the row with key -4000 is not held")
                .contains("responses: the checksum of keys -4096 to -3073 says 1 rows, 0 are held")
                .contains("responses: summary by_country, group FRA: rows is ")
                .contains("responses: summary over_time, group 20")
                .containsPattern("audit ita +ok +responses: 3,000 rows, 0 differences");

        freshet.configure(file -> file.replace("name: 'fra'", "name: 'fra'\n    country: KSV"));
        countryOfFra = "KSV";
        freshet.start();
        assertExactWithin(PROVEN);
        assertThat(freshet.get("/charts/escs")).contains("{\"id\":\"KSV\"");
    }

    private static String only(String country, String escs) {
        int from = escs.indexOf("{\"id\":\"" + country);
        return "{\"datasets\":[" + escs.substring(from, escs.indexOf('}', from) + 1) + "]}";
    }

    private static void awaitDrifted(boolean drifted) throws InterruptedException {
        long until = System.nanoTime() + SWEPT.toNanos();
        while (freshet.get("/charts/freshness").contains("drifted") != drifted) {
            assertThat(System.nanoTime()).as("drifted: %s", drifted).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    @Order(99)
    void keepsItsSecrets() throws IOException {
        new KeptSecret(fra.reader().password()).assertIsToldNowhere(freshet, warehouse);
    }

    private static void assertExactWithin(Duration limit) throws Exception {
        SurveyOracle oracle =
                new SurveyOracle(
                        List.of(
                                new SurveySource("fra", fra, countryOfFra),
                                new SurveySource("ita", ita)),
                        warehouse,
                        freshet::get);
        assertThat(oracle.await(limit).explanation()).isEmpty();
    }

    private static void insert(Connection connection, String values) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SurveyTable.INSERT + "values " + values);
        }
    }
}
