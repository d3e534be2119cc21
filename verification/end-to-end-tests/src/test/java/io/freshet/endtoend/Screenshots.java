package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.browser.Chromium;
import io.freshet.testkit.browser.Page;
import io.freshet.testkit.files.RepositoryFiles;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the documentation from real demos, each page on a phone, a laptop and a
 * large screen, light and dark; run by hand (docs/dashboard.md).
 */
@Tag("screenshots")
class Screenshots {

    private static final Path IMAGES = RepositoryFiles.path("docs/images");
    private static final long MOST_BYTES = 4_000_000;
    private static final int TALLEST = 3_000;
    private static final String ALL_LIVE =
            "document.querySelectorAll('.card[data-state=live]').length === 6";

    private record Screen(int width, int height) {}

    private static final List<Screen> SCREENS =
            List.of(new Screen(390, 844), new Screen(1400, 1000), new Screen(1920, 1080));

    @TempDir static Path home;

    @Test
    void areTakenOfTheSurvey() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        // few enough for the running hour to stay among those of the day before
        try (RunningDemo demo = RunningDemo.start(home, "--rate", "12");
                Page page = Chromium.shared().open(demo.origin())) {
            page.open("/");
            page.until(ALL_LIVE);
            page.until("document.querySelectorAll('.map .filled path').length === 20");
            page.untilText(".submissions .rate", "per second");
            settle(page, 12);
            take(page, "forage");
            page.open("/spore");
            page.until("document.querySelectorAll('#sources tr').length === 20");
            settle(page, 45);
            page.untilText("#pipeline", "L3");
            take(page, "spore");
            page.open("/charts");
            page.until("document.querySelectorAll('.listed li').length > 5");
            take(page, "charts");
            page.open("/nowhere");
            take(page, "no-page");
            learners(page);
            page.open("/coach");
            page.until("document.querySelectorAll('.learners .badge').length > 9");
            settle(page, 6);
            take(page, "learners");
        }
        compress();
    }

    @Test
    void areTakenOfTheDashboardOfAnyDefinition() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        Path shop = Files.createDirectories(home.resolve("shop"));
        try (RunningDemo demo = RunningDemo.start(shop, "--pipeline", "totesys");
                Page page = Chromium.shared().open(demo.origin())) {
            page.open("/dashboard/totesys");
            page.until("document.querySelectorAll('.card[data-state=live]').length > 8");
            settle(page, 6);
            take(page, "dashboard");
            page.open("/dashboard/totesys/sales-by-month");
            page.until("document.querySelectorAll('.card[data-state=live]').length === 1");
            take(page, "one-chart");
        }
        compress();
    }

    /** Some learners with this server's charts, and then the operator, who sees them. */
    private static void learners(Page page) {
        for (String name : List.of("Ada", "Grace", "Linus")) {
            page.open("/");
            post(
                    page,
                    "sign-up",
                    new JsonObject().put("name", name).put("password", "correct horse"));
            post(page, "sign-out", new JsonObject());
        }
        JsonObject operator =
                new JsonObject()
                        .put("name", RunningDemo.OPERATOR)
                        .put("password", RunningDemo.PASSWORD);
        post(page, "sign-in", operator);
    }

    private static void post(Page page, String path, JsonObject body) {
        Object status =
                page.run(
                        ("fetch('/forage/api/session').then((r) => r.json()).then((s) =>"
                                        + " fetch('/forage/api/%s', {method: 'POST', headers:"
                                        + " {'Content-Type': 'application/json', 'Forage-Csrf-Token':"
                                        + " s.csrfToken}, body: %s})).then((r) => r.status)")
                                .formatted(path, Page.quoted(body.encode())));
        assertThat(((Number) status).intValue()).as(path).isLessThan(300);
    }

    private static void take(Page page, String name) {
        for (Screen screen : SCREENS) {
            boolean phone = screen.width() < 680;
            for (String theme : new String[] {"light", "dark"}) {
                page.prefer("prefers-color-scheme", theme);
                page.size(screen.width(), screen.height(), phone);
                settle(page, 2);
                if (phone) {
                    Object whole = page.run("document.documentElement.scrollHeight");
                    page.size(screen.width(), Math.min(((Number) whole).intValue(), TALLEST), true);
                    settle(page, 2);
                }
                page.screenshot(
                        IMAGES.resolve("%s-%d-%s.png".formatted(name, screen.width(), theme)));
            }
        }
    }

    /** With pngquant, where that is installed: pictures are then a third as large. */
    private static void compress() throws IOException, InterruptedException {
        List<String> images =
                Stream.of(IMAGES.toFile().listFiles()).map(File::getPath).sorted().toList();
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        "pngquant",
                                        "--force",
                                        "--ext",
                                        ".png",
                                        "--skip-if-larger",
                                        "--strip",
                                        "128",
                                        "--"),
                                images.stream())
                        .toList();
        new ProcessBuilder(command).inheritIO().start().waitFor();
        assertThat(images.stream().mapToLong(image -> new File(image).length()).sum())
                .isLessThan(MOST_BYTES);
    }

    /** Until what moves after a start has come to rest, and lines have a past to show. */
    private static void settle(Page page, int seconds) {
        for (int second = 0; second < seconds; second++) {
            page.run("new Promise((done) => setTimeout(done, 1000))");
        }
    }
}
