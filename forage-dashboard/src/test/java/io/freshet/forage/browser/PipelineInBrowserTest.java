package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.FakeDefinition;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The dashboard that every definition has. */
@QuarkusTest
class PipelineInBrowserTest extends InChromium {
    private static final String ALL_LIVE =
            "document.querySelectorAll('.card[data-state=live]').length === 9";

    @Inject FakeDefinition definition;

    @Test
    void drawsEveryChartAsItsKindAsks() {
        // Given
        Page page = page();
        // When
        page.open("/dashboard/pisa");
        page.until(ALL_LIVE);
        page.until(
                "document.querySelectorAll('[data-chart=by-month] .points circle').length === 3");
        // Then
        assertThat(page.text("[data-chart=submissions] dd")).matches("\\d{2},\\d{3}");
        assertThat(page.text("[data-chart=sales] dl"))
                .contains("1,453", "224,312,019.50", "no value");
        assertThat(page.count("[data-chart=submissions-over-time] .points circle")).isEqualTo(24);
        assertThat(page.count("[data-chart=submissions-over-time] .points .running")).isEqualTo(1);
        assertThat(page.text("[data-chart=learning-hours-per-week] .bars")).contains("ESP", "28.4");
        assertThat(page.count("[data-chart=by-month] .line path")).isEqualTo(2);
        assertThat(page.text("[data-chart=by-month]")).contains("Jun 2020", "the line breaks");
        assertThat(page.text("[data-chart=by-currency] .bars")).contains("10.25", "none", "4.00");
        page.clickText("[data-chart=by-currency]", "Orders");
        page.untilText("[data-chart=by-currency] .bars", "9");
        assertThat(page.text("[data-chart=pairs] table")).contains("<b>Ana</b>", "Nauru");
        assertThat(page.text("[data-chart=latest] table")).contains("15836", "yes", "1,200.50");
        assertThat(page.text("[data-chart=empty]")).contains("No data yet");
        assertThat(page.text("#freshness")).contains("6 of 6 sources live", "41 ms old");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void keepsWhatFiltersChooseInItsAddress() {
        // Given
        Page page = page();
        page.open("/dashboard/pisa?currency=GBP");
        page.untilText("[data-chart=sales]", "512");
        // When
        page.click(".choice");
        page.click(".options input[value=CAN]");
        page.until(
                "document.querySelectorAll('[data-chart=learning-hours-per-week] li').length === 1");
        // Then
        assertThat(page.run("location.search")).isEqualTo("?currency=GBP&countries=CAN");
        page.untilText("#announcement", "Countries: CAN.");
        page.open("/dashboard/pisa/learning-hours-per-week?countries=DNK");
        page.untilText(".bars", "DNK");
        assertThat(page.count(".bars li")).isEqualTo(1);
        assertThat(page.count(".card")).isEqualTo(1);
    }

    @Test
    void saysInWordsThatAChartFailsAndComesBack() {
        // Given
        Page page = page();
        page.open("/dashboard/pisa");
        page.until(ALL_LIVE);
        try {
            // When
            definition.away(true);
            page.untilText("[data-chart=sales] .state", "The warehouse is away.");
            // Then
            page.untilText("[data-chart=sales] .state", "Reconnecting");
            assertThat(page.text("[data-chart=sales] dl")).contains("1,453");
            page.untilText("#announcement", "Sales: The endpoint answered with status 503.");
        } finally {
            definition.away(false);
        }
        page.until(ALL_LIVE);
    }

    @Test
    void fitsAPhone() {
        // Given
        Page page = page();
        page.size(390, 844, true);
        // When
        page.open("/dashboard/pisa");
        page.until(ALL_LIVE);
        // Then
        assertThat(page.run("document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat(page.run("document.querySelector('.bars').clientHeight > 50")).isEqualTo(true);
    }
}
