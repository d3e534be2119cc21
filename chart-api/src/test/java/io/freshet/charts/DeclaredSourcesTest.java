package io.freshet.charts;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.quarkus.FreshetTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts show the sources that the configuration names now, and no others. */
@QuarkusTest
@WithTestResource(
        value = FreshetTestResource.class,
        initArgs = @ResourceArg(name = "prefix", value = "chart_api"))
class DeclaredSourcesTest extends EndpointTest {

    private static final String TWO_OF_FRANCE =
            "('FRA', 1, 60, 1, 1, now()), ('FRA', 2, 120, 2, 2, now())";
    private static final String ONE_OF_BRITAIN = "('GBR', 4, 240, 3, 3, now())";

    private static List<String> sources() {
        return get("/charts/freshness").jsonPath().getList("datasets.id", String.class);
    }

    private void assertShown(int count, String escs, String... sources) {
        eventually(
                () -> {
                    awaitCount(count);
                    assertThat(body("escs")).isEqualTo("{\"datasets\":[%s]}".formatted(escs));
                    assertThat(body("submissions-over-time"))
                            .contains("\"y\":%d}]}]}".formatted(count));
                    assertThat(sources()).containsExactly(sources);
                });
    }

    @Test
    void aSourceThatIsRemovedLeavesEveryChartAndComesBackWhole() {
        // Given
        int fra = tables.source("fra", "FRA");
        int gbr = tables.source("gbr", "GBR");
        tables.submit(fra, TWO_OF_FRANCE);
        tables.submit(gbr, ONE_OF_BRITAIN);
        String france = "{\"id\":\"FRA\",\"value\":1.5}";
        String britain = "{\"id\":\"GBR\",\"value\":4}";
        awaitCount(3);

        // When
        tables.declare(gbr, false);

        // Then
        assertShown(2, france, "FRA");
        assertThat(get("/charts/escs").header("Freshet-As-Of")).isNull();

        // When: its rows change, as a poller of the former configuration may still write
        tables.submit(gbr, ONE_OF_BRITAIN);
        tables.submit(fra, ONE);

        // Then
        assertShown(3, "{\"id\":\"FRA\",\"value\":1.33}", "FRA");

        // When
        tables.declare(gbr, true);

        // Then
        assertShown(5, "{\"id\":\"FRA\",\"value\":1.33}," + britain, "FRA", "GBR");
    }

    @Test
    void aSourceThatIsRenamedDoesNotCountTwice() {
        // Given
        int before = tables.source("france", "FRA");
        tables.submit(before, TWO_OF_FRANCE);
        tables.submit(tables.source("gbr", "GBR"), ONE_OF_BRITAIN);
        awaitCount(3);

        // When: the same database under another name
        tables.execute(
                "update freshet.source set declared = false where name = 'france'",
                "insert into freshet.source (name, pipeline, attributes)"
                        + " values ('fra', 'pisa', '{\"country\": \"FRA\"}')");
        tables.submit(
                tables.number("select id from freshet.source where name = 'fra'"), TWO_OF_FRANCE);

        // Then
        assertShown(3, "{\"id\":\"FRA\",\"value\":1.5},{\"id\":\"GBR\",\"value\":4}", "FRA", "GBR");
        assertThat(tables.number("select sum(rows) from pisa.by_country")).isEqualTo(5);
    }

    @Test
    void aChartApiThatStartsDoesNotShowThem() {
        // Given
        int gone = tables.source("gone", "FRA");
        tables.submitSilently(gone, TWO_OF_FRANCE);
        tables.declare(gone, false);

        // When: all is read anew, as it is another warehouse
        tables.execute("update freshet.installation set id = gen_random_uuid()");
        tables.submit(tables.source("gbr", "GBR"), ONE_OF_BRITAIN);

        // Then
        assertShown(1, "{\"id\":\"GBR\",\"value\":4}", "GBR");
    }
}
