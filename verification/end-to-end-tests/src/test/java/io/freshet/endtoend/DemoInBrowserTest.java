package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.browser.Chromium;
import io.freshet.testkit.browser.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real demo in a real browser: simulator, pipeline, charts and dashboard in one. */
@Tag("slow")
class DemoInBrowserTest {

    private static final List<String> CHARTS =
            List.of(
                    "submissions",
                    "submissions-over-time",
                    "escs",
                    "learning-hours-per-week",
                    "early-education-and-belonging");
    private static final String SIX_LIVE =
            "document.querySelectorAll('.card[data-state=live]').length === 6";
    private static final String NEW_PER_SECOND =
            "Number(document.querySelectorAll('.figures dd')[3].innerText.replaceAll(',', ''))";

    @TempDir static Path home;

    private static RunningDemo demo;
    private Page page;

    @BeforeAll
    static void start() {
        if (Chromium.program().isEmpty()) {
            System.out.println(Chromium.ABSENT);
        }
        Assumptions.assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
        demo = RunningDemo.start(home, "--countries", "ALB,BRA,BRN,CAN,DNK,ESP", "--rate", "30");
    }

    /** From its start to its end, with all that tests did to it: nothing was wrong. */
    @AfterAll
    static void endsWithoutHavingLoggedAWarning() {
        if (demo != null) {
            demo.close();
            assertThat(demo.logged("WARN|ERROR|FATAL"))
                    .allMatch(line -> line.contains(RunningDemo.SLOW_MACHINE));
        }
    }

    @BeforeEach
    void openBrowser() {
        page = Chromium.shared().open(demo.origin());
    }

    @AfterEach
    void closeBrowser() {
        page.close();
    }

    @Test
    void everyCardShowsWhatItsEndpointSays() {
        demo.simulator("pause", new JsonObject());
        try {
            Map<String, JsonObject> charts = atRest();
            page.open("/");
            page.until(SIX_LIVE);

            page.untilText(
                    ".submissions .count",
                    "%,d".formatted(charts.get("submissions").getLong("count")));
            untilTable(
                    "hours",
                    rows(
                            charts.get("learning-hours-per-week"),
                            d -> d.getString("country"),
                            d -> "%.1f".formatted(d.getDouble("hours"))));
            untilTable(
                    "map",
                    rows(
                            charts.get("escs"),
                            d -> d.getString("id"),
                            d -> signed(d.getDouble("value"))));
            untilTable(
                    "bubbles",
                    rows(
                            charts.get("early-education-and-belonging"),
                            d -> d.getString("id"),
                            DemoInBrowserTest::bubble));
            untilTable("over-time", hours(charts.get("submissions-over-time")));
            page.untilText(".freshness .summary", "6/6 live");
            assertThat(page.complaints()).isEmpty();
        } finally {
            demo.simulator("start", new JsonObject());
        }
    }

    @Test
    void countryMenusFilter() {
        page.open("/");
        page.until("document.querySelectorAll('.hours .bar').length === 6");

        page.click(".hours .chips");
        page.clickText(".hours .countries", "None");
        page.click(".hours .options input[value=CAN]");
        page.click(".hours .options input[value=DNK]");

        page.until("document.querySelectorAll('.hours .bar').length === 2");
        assertThat(page.run("document.querySelector('.map .filled').children.length > 2"))
                .isEqualTo(true);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void sporesSliderChangesTheRateThatTheChartsShow() {
        page.open("/spore");
        page.until("document.querySelectorAll('#sources tr').length === 6");
        page.until(NEW_PER_SECOND + " > 10 && " + NEW_PER_SECOND + " < 60");
        try {
            page.click("#all input[type=range]");
            page.until("Number(document.querySelector('#all input[type=number]').value) > 80");

            page.until(NEW_PER_SECOND + " > 75");
            page.open("/");
            page.until("parseInt(document.querySelector('.submissions .rate').innerText, 10) > 75");
            assertThat(page.complaints()).isEmpty();
        } finally {
            demo.simulator("rate", new JsonObject().put("rate", 30));
        }
    }

    @Test
    void aCountryThatSporeEmptiesLeavesTheCharts() {
        String brunei = "#sources tr:nth-child(3)";
        page.open("/spore");
        page.untilText(brunei, "Brunei");

        page.clickText(brunei, "Pause");
        page.untilText(brunei, "Start");
        page.clickText(brunei, "Empty");
        page.untilText("dialog", "Empty Brunei (BRN)?");
        page.clickText("dialog", "Empty");

        page.open("/");
        page.until(SIX_LIVE);
        page.until("document.querySelectorAll('.hours .bar').length === 5");
        page.open("/spore");
        page.clickText(brunei, "Start");
        page.open("/");
        page.until("document.querySelectorAll('.hours .bar').length === 6");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aCoachSeesTheLevelOfALearnersChart() {
        String learner = "Ada";
        page.open("/");
        page.clickText("#account", "Sign up");
        page.fill("dialog [name=name]", learner);
        page.fill("dialog [name=password]", "correct horse");
        page.clickText("dialog", "Sign up");
        page.untilText("#whose", learner);
        page.click("#account .who");
        page.clickText("#account .menu", "My charts' URLs…");
        for (String chart : CHARTS) {
            page.fill("dialog [name=" + chart + "]", demo.otherOrigin() + "/charts/" + chart);
        }
        page.clickText("dialog", "Save");
        page.until(SIX_LIVE);

        try (Page coachs = Chromium.shared().open(demo.origin())) {
            coachs.open("/");
            coachs.clickText("#account", "Sign in");
            coachs.fill("dialog [name=name]", RunningDemo.OPERATOR);
            coachs.fill("dialog [name=password]", RunningDemo.PASSWORD);
            coachs.clickText("dialog", "Sign in");
            coachs.untilText("#links", "Learners");
            coachs.open("/coach");

            coachs.until(
                    "document.querySelector('.learners tbody tr')?.cells[1].innerText === 'L3'");
            assertThat(coachs.complaints()).isEmpty();
        }
        assertThat(page.complaints()).isEmpty();
    }

    /** All charts, once two looks half a second apart say the same. */
    private static Map<String, JsonObject> atRest() {
        Map<String, JsonObject> before = charts();
        for (long end = System.nanoTime() + Duration.ofSeconds(30).toNanos(); ; ) {
            pause(Duration.ofMillis(500));
            Map<String, JsonObject> now = charts();
            if (now.equals(before)) {
                return now;
            }
            assertThat(System.nanoTime()).as("charts change while paused").isLessThan(end);
            before = now;
        }
    }

    private static Map<String, JsonObject> charts() {
        return CHARTS.stream().collect(Collectors.toMap(Function.identity(), demo::chart));
    }

    private static Map<String, String> rows(
            JsonObject chart,
            Function<JsonObject, String> code,
            Function<JsonObject, String> value) {
        Map<String, String> rows = new TreeMap<>();
        for (Object dataset : chart.getJsonArray("datasets")) {
            rows.put(code.apply((JsonObject) dataset), value.apply((JsonObject) dataset));
        }
        return rows;
    }

    private static Map<String, String> hours(JsonObject chart) {
        JsonArray data = chart.getJsonArray("datasets").getJsonObject(0).getJsonArray("data");
        assertThat(data).hasSize(24);
        return rows(
                new JsonObject().put("datasets", data),
                d -> d.getString("x"),
                d -> "%,d".formatted(d.getLong("y")));
    }

    private static String bubble(JsonObject dataset) {
        JsonObject at = dataset.getJsonArray("data").getJsonObject(0);
        return "%.2f %s %,d"
                .formatted(at.getDouble("x"), signed(at.getDouble("y")), at.getLong("submissions"));
    }

    private static String signed(double value) {
        return "%.2f".formatted(value).replace("-0.00", "0.00").replace('-', '\u2212');
    }

    /** Waits until the card's table has these values by code; a country's name goes unread. */
    private void untilTable(String card, Map<String, String> expected) {
        page.click("." + card + " .more-button");
        page.clickText("." + card + " .menu", "Show as table");
        String shown =
                "Object.fromEntries([...document.querySelectorAll('."
                        + card
                        + " tbody tr')].map((r) => [...r.cells].map((c) => c.innerText))"
                        + ".map(([name, ...values]) => [/\\((\\w+)\\)$/.exec(name)?.[1] ?? name,"
                        + " values.join(' ')]).sort())";
        page.until("JSON.stringify(" + shown + ") === " + Page.quoted(json(expected)));
    }

    private static String json(Map<String, String> rows) {
        JsonObject json = new JsonObject();
        rows.forEach(json::put);
        return json.encode();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
