package io.freshet.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How charts follow the warehouse. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class RefreshTest extends EndpointTest {
    @Test
    void changesShowAlsoWhereNobodyTellsOfThem() {
        // When
        int source = tables.source("fra", "FRA");
        tables.submitSilently(source, ONE);

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));

        // When
        tables.submitSilently(source, ONE);

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":2}"));
    }

    @Test
    void rowsThatAreTakenBackAreTakenOut() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE + ", ('GBR', 3, 60, 1, 1, now()), ('GBR', 4, 60, 1, 1, now())");
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":3}"));

        // When
        tables.alter(source, "delete from pisa.responses where escs in (1, 3)");

        // Then
        eventually(
                () ->
                        assertThat(body("escs"))
                                .isEqualTo("{\"datasets\":[{\"id\":\"GBR\",\"value\":4}]}"));
        assertThat(body("submissions")).isEqualTo("{\"count\":1}");

        // When
        tables.alter(source, "update pisa.responses set cnt = 'ITA', escs = -1");

        // Then
        eventually(
                () ->
                        assertThat(body("escs"))
                                .isEqualTo("{\"datasets\":[{\"id\":\"ITA\",\"value\":-1}]}"));
    }

    @Test
    void aWarehouseThatWentBackInTimeIsReadAnew() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE);
        tables.submit(source, ONE);
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":2}"));
        tables.stand(source, 2, "now()", "live", "now()");
        try (TestPoller poller = new TestPoller(bus)) {
            eventually(
                    () -> {
                        poller.say("fra", 1_000, 7, Instant.now(), SourceState.DRIFTED);
                        assertThat(freshness("FRA").getString("status")).isEqualTo("drifted");
                    });
        }

        // When: as a restored backup would have it
        tables.execute(
                "update pisa.by_country set rows = 1, escs_count = 1, escs_sum = 7, version = 1",
                "update freshet.applied set version = 1, sequence = 1");

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));
        assertThat(body("escs")).isEqualTo("{\"datasets\":[{\"id\":\"FRA\",\"value\":7}]}");
        // what was said of its former future is void
        eventually(
                () -> {
                    tables.stand(source, 1, "now()", "live", "now()");
                    assertThat(freshness("FRA").getString("status")).isEqualTo("live");
                });
    }

    @Test
    void anotherWarehouseIsReadAnew() {
        // Given
        tables.submit(tables.source("fra", "FRA"), ONE);
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));

        // When
        tables.bare();
        tables.fresh();
        tables.submit(tables.source("gbr", "GBR"), "('GBR', 2, 60, 1, 1, now())");

        // Then
        eventually(
                () ->
                        assertThat(body("escs"))
                                .isEqualTo("{\"datasets\":[{\"id\":\"GBR\",\"value\":2}]}"));
        assertThat(freshness("FRA").getString("status")).isNull();
    }

    @Test
    void aTableThatWasMadeAnewIsReadAnew() {
        // Given
        int source = tables.source("fra", "FRA");
        tables.submit(source, ONE + ", ('GBR', 3, 60, 1, 1, now())");
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":2}"));

        // When: no row tells that the group is gone
        tables.execute(
                "create table pisa.made (like pisa.by_country including all)",
                "insert into pisa.made select * from pisa.by_country where cnt = 'GBR'",
                "drop table pisa.by_country",
                "alter table pisa.made rename to by_country");

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));
        assertThat(body("escs")).isEqualTo("{\"datasets\":[{\"id\":\"GBR\",\"value\":3}]}");
    }

    @Test
    void whatNobodyUnderstandsIsPassedOver() {
        // Given
        int source = tables.source("fra", "FRA");

        // When
        try (TestPoller poller = new TestPoller(bus)) {
            poller.mumble();
        }
        tables.execute("notify freshet_applied, 'mumble'");
        tables.execute(
                "notify freshet_applied, '[{\"source\": 1, \"sort\": \"none\", \"version\": 1}]'");
        tables.submit(source, ONE);

        // Then
        eventually(() -> assertThat(body("submissions")).isEqualTo("{\"count\":1}"));
    }
}
