package io.freshet.forage.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForagePostgres;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ForagePostgres.class)
class PipelinePagesTest {

    @Test
    void areThereForEveryDefinitionThatCounts() {
        // When
        Response page = given().get("/dashboard/pisa");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().asString()).contains("/js/pipeline.js").doesNotContain("@");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        given().redirects()
                .follow(false)
                .get("/dashboard")
                .then()
                .statusCode(302)
                .header("Location", "/dashboard/pisa");
    }

    @Test
    void letOtherPagesShowOneChartAlone() {
        // When
        Response page = given().get("/dashboard/pisa/escs");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("frame-ancestors *", "script-src 'self';");
    }

    @Test
    void nameWhatIsThereWhereSomethingElseIsAskedFor() {
        // When
        Response page = given().get("/dashboard/piza");
        Response chart = given().get("/dashboard/pisa/<b>");
        // Then
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.body().asString()).contains("<a href=\"/dashboard/pisa\">pisa</a>");
        assertThat(chart.statusCode()).isEqualTo(404);
        assertThat(chart.body().asString())
                .contains("<a href=\"/dashboard/pisa/escs\">escs</a>")
                .doesNotContain("<b>");
        assertThat(chart.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void areTheFirstPageWhereThereIsNothingForForage() {
        // Given
        PipelineLibrary library = PipelineLibrary.load(List.of());
        List<PipelineDefinition> shop = List.of(library.find("totesys").orElseThrow());
        // When / Then
        assertThat(new KnownDashboards(shop, true).hasForage()).isFalse();
        assertThat(new KnownDashboards(shop, false).hasForage()).isTrue();
        assertThat(new KnownDashboards(library.all(), true).hasForage()).isTrue();
    }
}
