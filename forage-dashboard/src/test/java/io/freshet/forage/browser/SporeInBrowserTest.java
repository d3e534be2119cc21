package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SporeInBrowserTest extends InChromium {
    private static final String ALBANIA = "#sources tr:nth-child(1)";

    @Test
    void movesTheRateThatTheChartsThenShow() {
        // Given
        Page page = operatorsPage();
        page.untilText("#all .label", "running");
        // When
        page.click("#all input[type=range]");
        page.until(asked() + " > 80 && " + asked() + " < 130");
        // Then
        page.until(speed() + " > 0.7 * " + asked() + " && " + speed() + " < 1.4 * " + asked());
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void pausesAndStartsOneCountry() {
        // Given
        Page page = operatorsPage();
        page.untilText(ALBANIA, "Pause");
        // When
        page.clickText(ALBANIA, "Pause");
        // Then
        page.until("document.querySelector('" + ALBANIA + "').dataset.state === 'paused'");
        page.clickText(ALBANIA, "Start");
        page.until("document.querySelector('" + ALBANIA + "').dataset.state === 'running'");
    }

    @Test
    void sendsABurst() {
        // Given
        Page page = operatorsPage();
        page.untilText(ALBANIA, "Burst");
        long before = rows(page);
        // When
        page.clickText(ALBANIA, "Burst");
        page.fill("dialog [name=rows]", "5000");
        page.clickText("dialog", "Send");
        // Then
        page.until(rowsScript() + " >= " + (before + 5000));
    }

    @Test
    void emptiesOnlyAfterAsking() {
        // Given
        Page page = operatorsPage();
        String last = "#sources tr:nth-child(3)";
        page.untilText(last, "Brunei");
        // When
        page.clickText(last, "Empty");
        page.untilText("dialog", "Empty Brunei (BRN)?");
        page.clickText("dialog", "Cancel");
        long kept = rows(page, last);
        page.clickText(last, "Empty");
        page.clickText("dialog", "Empty");
        // Then
        assertThat(kept).isGreaterThan(1000);
        page.until(rowsScript(last) + " < 1000");
    }

    @Test
    void switchesMisbehaviourOnAndOff() {
        // Given
        Page page = operatorsPage();
        page.untilText(ALBANIA, "Misbehaviour");
        // When
        page.clickText(ALBANIA, "Misbehaviour");
        page.click(ALBANIA + " .kind:nth-child(3) input[type=checkbox]");
        // Then
        page.untilText(ALBANIA + " .kind:nth-child(3) output", "10 %");
        page.until("document.querySelector('" + ALBANIA + " .button.on') !== null");
        page.click(ALBANIA + " .kind:nth-child(3) input[type=checkbox]");
        page.until("document.querySelector('" + ALBANIA + " .button.on') === null");
    }

    @Test
    void fitsAPhone() {
        // Given
        Page page = pageOf(ForageClient.operator());
        page.size(390, 844, true);
        // When
        page.open("/spore");
        page.untilText(ALBANIA, "Burst");
        // Then
        assertThat(page.run("document.documentElement.scrollWidth")).isEqualTo(390);
    }

    private Page operatorsPage() {
        Page page = pageOf(ForageClient.operator());
        page.open("/spore");
        return page;
    }

    private static String asked() {
        return "Number(document.querySelector('#all input[type=number]').value)";
    }

    private static String speed() {
        return "Number(document.querySelectorAll('.figures dd')[3].innerText.replace(',', ''))";
    }

    private static long rows(Page page) {
        return rows(page, ALBANIA);
    }

    private static long rows(Page page, String row) {
        return ((Number) page.run(rowsScript(row))).longValue();
    }

    private static String rowsScript() {
        return rowsScript(ALBANIA);
    }

    private static String rowsScript(String row) {
        return "Number(document.querySelector('"
                + row
                + "').cells[1].innerText.replaceAll(',', ''))";
    }
}
