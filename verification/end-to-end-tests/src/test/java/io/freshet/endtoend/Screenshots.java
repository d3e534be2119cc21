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
import java.util.ArrayList;
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

    /** Numbers of seconds would not be what is shown at most times. */
    private static final String FRESH =
            "(() => { const line = document.querySelector('#freshness, #standing');"
                    + " return line === null || /\\b[1-9]?\\d{1,2} ms old/.test(line.innerText); })()";

    private static final int PATIENT_SECONDS = 20;

    @TempDir static Path home;

    private final List<String> taken = new ArrayList<>();

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
            learners(page, demo.otherOrigin() + "/charts/");
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

    /** Some learners, of whom one has all charts, and then the operator, who sees them. */
    private static void learners(Page page, String charts) {
        List<String> names =
                List.of(
                        "submissions",
                        "submissions-over-time",
                        "learning-hours-per-week",
                        "escs",
                        "early-education-and-belonging",
                        "freshness");
        for (String name : List.of("Ada", "Grace", "Linus")) {
            int ready = name.equals("Ada") ? names.size() : name.equals("Grace") ? 3 : 0;
            JsonObject urls = new JsonObject();
            names.subList(0, ready).forEach(chart -> urls.put(chart, charts + chart));
            page.open("/");
            call(page, "POST", "sign-up", account(name, "correct horse"));
            call(page, "PUT", "dashboard", urls);
            call(page, "POST", "sign-out", new JsonObject());
        }
        call(page, "POST", "sign-in", account(RunningDemo.OPERATOR, RunningDemo.PASSWORD));
    }

    private static JsonObject account(String name, String password) {
        return new JsonObject().put("name", name).put("password", password);
    }

    private static void call(Page page, String method, String path, JsonObject body) {
        String request =
                "fetch('/forage/api/session').then((r) => r.json()).then((s) =>"
                        + " fetch('/forage/api/%s', {method: '%s', headers: {'Content-Type':"
                        + " 'application/json', 'Forage-Csrf-Token': s.csrfToken}, body: %s}))"
                        + ".then((r) => r.status)";
        Object status = page.run(request.formatted(path, method, Page.quoted(body.encode())));
        assertThat(((Number) status).intValue()).as(path).isLessThan(300);
    }

    private void take(Page page, String name) {
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
                for (int second = 0; second < PATIENT_SECONDS && !isFresh(page); second++) {
                    settle(page, 1);
                }
                Path image = IMAGES.resolve("%s-%d-%s.png".formatted(name, screen.width(), theme));
                page.screenshot(image);
                taken.add(image.toString());
            }
        }
    }

    private static boolean isFresh(Page page) {
        return Boolean.TRUE.equals(page.run(FRESH));
    }

    /** With pngquant: pictures are then a third as large. */
    private void compress() throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        "pngquant",
                                        "--force",
                                        "--ext",
                                        ".png",
                                        "--strip",
                                        "128",
                                        "--"),
                                taken.stream())
                        .toList();
        new ProcessBuilder(command).inheritIO().start().waitFor();
        assertThat(Stream.of(IMAGES.toFile().listFiles()).mapToLong(File::length).sum())
                .isLessThan(MOST_BYTES);
    }

    /** Until what moves after a start has come to rest, and lines have a past to show. */
    private static void settle(Page page, int seconds) {
        for (int second = 0; second < seconds; second++) {
            page.run("new Promise((done) => setTimeout(done, 1000))");
        }
    }
}
