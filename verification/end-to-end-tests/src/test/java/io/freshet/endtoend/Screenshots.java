package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.browser.Chromium;
import io.freshet.testkit.browser.Page;
import io.freshet.testkit.files.RepositoryFiles;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the documentation from a real demo; run by hand (docs/dashboard.md). */
@Tag("screenshots")
class Screenshots {

    private static final Path IMAGES = RepositoryFiles.path("docs/images");
    private static final long MOST_BYTES = 300_000;
    private static final int ENOUGH_ROWS = 30_000;

    @TempDir static Path home;

    @Test
    void areTakenInLightAndDark() {
        Assumptions.assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        try (RunningDemo demo = RunningDemo.start(home);
                Page page = Chromium.shared().open(demo.origin())) {
            demo.simulator("burst", new JsonObject().put("rows", ENOUGH_ROWS));
            for (String theme : new String[] {"light", "dark"}) {
                page.prefer("prefers-color-scheme", theme);
                forage(page);
                page.screenshot(IMAGES.resolve("forage-" + theme + ".png"));
                spore(page);
                page.screenshot(IMAGES.resolve("spore-" + theme + ".png"));
            }
        }
        areOfAllowedSize();
    }

    @Test
    void areTakenOfTheDashboardOfAnyDefinition() {
        Assumptions.assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        try (RunningDemo demo = RunningDemo.start(home.resolve("shop"), "--pipeline", "totesys");
                Page page = Chromium.shared().open(demo.origin())) {
            page.size(1400, 1000, false);
            for (String theme : new String[] {"light", "dark"}) {
                page.prefer("prefers-color-scheme", theme);
                page.open("/dashboard/totesys");
                page.until("document.querySelectorAll('.card[data-state=live]').length > 8");
                settle(page, 3);
                page.screenshot(IMAGES.resolve("dashboard-" + theme + ".png"));
            }
        }
        areOfAllowedSize();
    }

    private static void areOfAllowedSize() {
        for (File image : IMAGES.toFile().listFiles()) {
            assertThat(image.length()).as(image.getName()).isBetween(10_000L, MOST_BYTES);
        }
    }

    private static void forage(Page page) {
        page.open("/");
        page.until("document.querySelectorAll('.card[data-state=live]').length === 6");
        page.until("document.querySelectorAll('.map .filled path').length === 20");
        page.until(
                "Number(document.querySelector('.count').innerText.replaceAll(',', '')) > "
                        + ENOUGH_ROWS);
        page.untilText(".submissions .rate", "per second");
        settle(page, 12);
        page.untilText(".freshness .summary", "L3");
    }

    private static void spore(Page page) {
        page.open("/spore");
        page.until("document.querySelectorAll('#sources tr').length === 20");
        page.untilText("#pipeline", "L3");
        settle(page, 45);
        page.untilText("#pipeline", "L3");
    }

    /** Until what moves after a start has come to rest, and lines have a past to show. */
    private static void settle(Page page, int seconds) {
        for (int second = 0; second < seconds; second++) {
            page.run("new Promise((done) => setTimeout(done, 1000))");
        }
    }
}
