package io.freshet.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of all other tests finds each thing that is not as SQL over the sources says. */
class SurveyOracleTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Map<String, String> charts = new HashMap<>();
    private TestDatabase source;
    private TestDatabase warehouse;

    @BeforeEach
    void makeAnExactInstallation() {
        source = TestServers.postgres().createDatabase("oracle_source");
        source.execute(
                "create table responses (id int, cnt text, escs text, tmins text, belong text, durecec text)",
                "insert into responses values (1, 'FRA', '1.50', '60', '0.5', '2'),"
                        + " (1024, ' ita ', 'NA', '120', '', 'many'), (1025, '?', null, ' ', '1', null)");
        warehouse = TestServers.postgres().createDatabase("oracle_warehouse");
        warehouse.execute(
                "create schema freshet",
                "create schema pisa",
                "create table freshet.source (id int, name text)",
                "create table freshet.key_range (source_id int, table_name text, range_number bigint, rows bigint, digest numeric)",
                "create table pisa.responses (source_id int, row_key bigint, row_digest bigint, row_time timestamptz,"
                        + " cnt text, escs numeric, tmins numeric, belong numeric, durecec numeric)",
                "create table pisa.by_country (source_id int, cnt text, rows bigint, escs_count bigint, escs_sum numeric,"
                        + " tmins_count bigint, tmins_sum numeric, belong_count bigint, belong_sum numeric,"
                        + " durecec_count bigint, durecec_sum numeric)",
                "create table pisa.over_time (source_id int, bucket timestamptz, rows bigint)",
                "insert into freshet.source values (7, 'fra')",
                "insert into pisa.responses values (7, 1, 9223372036854775807, '2020-01-01 12:14:59Z', 'FRA', 1.5, 60, 0.5, 2),"
                        + " (7, 1024, 4, null, 'ITA', null, 120, null, null),"
                        + " (7, 1025, 9223372036854775807, null, 'FRA', null, null, 1, null)",
                "insert into pisa.by_country values (7, 'FRA', 2, 1, 1.5, 1, 60, 2, 1.5, 1, 2),"
                        + " (7, 'ITA', 1, 0, 0, 1, 120, 0, 0, 0, 0), (7, 'GBR', 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                "insert into pisa.over_time values (7, '2020-01-01 12:00Z', 1)",
                "insert into freshet.key_range values (7, 'responses', 0, 1, 9223372036854775807),"
                        + " (7, 'responses', 1, 2, -9223372036854775805), (7, 'responses', 5, 0, 0)");
        charts.put("/charts/submissions", "{\"count\":3}");
        charts.put("/charts/escs", "{\"datasets\":[{\"id\":\"FRA\",\"value\":1.5}]}");
        charts.put(
                "/charts/learning-hours-per-week",
                "{\"datasets\":[{\"country\":\"ITA\",\"hours\":2},{\"country\":\"FRA\",\"hours\":1}]}");
        charts.put(
                "/charts/early-education-and-belonging",
                "{\"datasets\":[{\"id\":\"FRA\",\"data\":[{\"x\":2,\"y\":0.75,\"submissions\":2}]}]}");
        charts.put(
                "/charts/freshness",
                "{\"datasets\":[{\"id\":\"FRA\",\"ageSeconds\":0.1,\"submissions\":3,\"status\":\"live\"}]}");
        charts.put("/charts/submissions-over-time", hoursWithoutSubmissions());
    }

    private static String hoursWithoutSubmissions() {
        DateTimeFormatter label = DateTimeFormatter.ofPattern("HH:00").withZone(ZoneOffset.UTC);
        Instant now = Instant.now();
        return IntStream.rangeClosed(-23, 0)
                .mapToObj(hour -> label.format(now.plus(hour, ChronoUnit.HOURS)))
                .map("{\"x\":\"%s\",\"y\":0}"::formatted)
                .collect(
                        Collectors.joining(
                                ",", "{\"datasets\":[{\"id\":\"Submissions\",\"data\":[", "]}]}"));
    }

    @AfterEach
    void end() {
        source.close();
        warehouse.close();
    }

    @Test
    void findsNothingWhereAllIsExact() throws Exception {
        OracleVerdict verdict = judge();

        assertThat(verdict.explanation()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(3);
        assertThat(verdict.lost()).isZero();
        assertThat(verdict.doubled()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete from pisa.responses where row_key = 1024 | rows held by range | 1 | 0",
                "insert into pisa.responses select 7, 9000, 0, null, 'FRA' | rows held by range | 0 | 1",
                "update pisa.responses set row_key = 5000 where row_key = 1 | rows held by range | 1 | 1",
                "update pisa.responses set row_key = 2 where row_key = 1 | values held by range | 0 | 0",
                "update pisa.responses set durecec = 3 where row_key = 1 | values held by range | 0 | 0",
                "update pisa.by_country set rows = rows + 1 where cnt = 'FRA' | summary by country | 0 | 1",
                "update pisa.by_country set rows = 3 - rows where cnt in ('FRA', 'ITA') | summary by country | 1 | 1",
                "update pisa.by_country set belong_sum = 2 where cnt = 'FRA' | sums by country | 0 | 0",
                "update pisa.by_country set tmins_count = 2 where cnt = 'ITA' | sums by country | 0 | 0",
                "update pisa.over_time set bucket = '2020-01-01 12:15Z' | summary over time | 1 | 1",
                "insert into pisa.over_time values (7, now(), 1) | submissions-over-time | 0 | 1",
                "update freshet.key_range set rows = 3 where range_number = 1 | ledger | 0 | 1",
                "update freshet.key_range set digest = 5 where range_number = 1 | digests of the ledger | 0 | 0"
            })
    void findsWhatIsWrongInTheWarehouse(String change, String found, long lost, long doubled)
            throws Exception {
        warehouse.execute(change);

        OracleVerdict verdict = judge();

        assertThat(verdict.exact()).isFalse();
        assertThat(verdict.explanation()).contains(found);
        assertThat(verdict.lost()).as("lost").isEqualTo(lost);
        assertThat(verdict.doubled()).as("doubled").isEqualTo(doubled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submissions | 3 | 4",
                "escs | 1.5 | 1.51",
                "learning-hours-per-week | ITA | GBR",
                "early-education-and-belonging | 0.75 | 0.5",
                "freshness | \"submissions\":3 | \"submissions\":2",
                "submissions-over-time | \"y\":0 | \"y\":1"
            })
    void findsWhatIsWrongInAChart(String chart, String right, String wrong) throws Exception {
        charts.computeIfPresent("/charts/" + chart, (path, body) -> body.replace(right, wrong));

        assertThat(judge().explanation()).contains(chart);
    }

    @Test
    void findsASourceThatIsNotSaidToBeLive() throws Exception {
        charts.computeIfPresent(
                "/charts/freshness", (path, body) -> body.replace("live", "catching-up"));

        assertThat(judge().explanation())
                .isEqualTo(
                        "states of sources: 1 differ, such as [FRA: catching-up instead of live]");
        assertThat(oracle().awaitFigures(AT_ONCE).explanation()).isEmpty();
    }

    @Test
    void findsASourceThatIsNotShownThoughItHasNoRows() throws Exception {
        takesNoDatasetsForTheHoursWhereThereNeverWasARow();
        charts.put("/charts/freshness", "{\"datasets\":[]}");

        assertThat(judge().explanation()).contains("[FRA: nothing instead of live]");
    }

    @Test
    void takesNoDatasetsForTheHoursWhereThereNeverWasARow() throws Exception {
        source.execute("delete from responses");
        warehouse.execute(
                "delete from pisa.responses",
                "delete from freshet.key_range",
                "delete from pisa.by_country",
                "delete from pisa.over_time");
        charts.replaceAll((path, body) -> "{\"datasets\":[]}");
        charts.put("/charts/submissions", "{\"count\":0}");
        charts.put(
                "/charts/freshness",
                "{\"datasets\":[{\"id\":\"FRA\",\"submissions\":0,\"status\":\"live\"}]}");

        assertThat(judge().explanation()).isEmpty();
    }

    @Test
    void takesNoDatasetsForAMistakeWhereThereWereRows() throws Exception {
        charts.put("/charts/submissions-over-time", "{\"datasets\":[]}");

        assertThat(judge().explanation()).contains("submissions-over-time");
    }

    private OracleVerdict judge() throws Exception {
        return oracle().await(AT_ONCE);
    }

    private SurveyOracle oracle() {
        SurveySource fra = new SurveySource("fra", source);
        return new SurveyOracle(List.of(fra), warehouse, charts::get);
    }
}
