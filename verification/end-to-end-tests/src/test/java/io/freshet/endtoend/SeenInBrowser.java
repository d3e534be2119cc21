package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.browser.Chromium;
import io.freshet.testkit.browser.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A definition's dashboard as somebody sees it: every chart is there, live, and its table says what
 * the chart's address answers. Where there is no Chromium nothing is looked at, which is printed.
 */
final class SeenInBrowser {

    /** Numbers are shown with two digits behind the point, or with more. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.005");

    private static final String ROWS =
            "JSON.stringify([...document.querySelectorAll('%s tbody tr')]"
                    + ".map((row) => [...row.cells].map((cell) => cell.innerText.trim())))";

    private final String origin;
    private final UnaryOperator<String> answers;

    /**
     * @param answers gives what is answered at a path
     */
    SeenInBrowser(String origin, UnaryOperator<String> answers) {
        this.origin = origin;
        this.answers = answers;
    }

    /** Looks at all of these charts of a definition, whose data rests. */
    void assertShows(String pipeline, Collection<String> charts) {
        if (Chromium.program().isEmpty()) {
            System.out.println(Chromium.ABSENT);
            return;
        }
        try (Page page = Chromium.shared().open(origin)) {
            page.open("/dashboard/" + pipeline);
            for (String chart : charts) {
                page.until(
                        "document.querySelector('%s')?.dataset.state === 'live'"
                                .formatted(card(chart)));
                assertThat(shown(page, chart))
                        .as(chart)
                        .usingElementComparator(SeenInBrowser::compare)
                        .containsExactlyElementsOf(
                                answered("/charts/%s/%s".formatted(pipeline, chart)));
            }
            assertThat(page.count(".card:not([data-state=live])")).isZero();
            assertThat(page.complaints()).isEmpty();
        }
    }

    private static String card(String chart) {
        return "[data-chart=\"%s\"]".formatted(chart);
    }

    /** The cells of a chart's table, row by row. */
    private static List<Object> shown(Page page, String chart) {
        page.run(
                ("[...document.querySelectorAll('%s .menu button')]"
                                + ".find((button) => button.textContent === 'Show as table')?.click()")
                        .formatted(card(chart)));
        page.until("document.querySelector('%s table') !== null".formatted(card(chart)));
        List<Object> cells = new ArrayList<>();
        new JsonArray((String) page.run(ROWS.formatted(card(chart))))
                .forEach(row -> ((JsonArray) row).forEach(cells::add));
        return cells;
    }

    private List<Object> answered(String path) {
        List<Object> values = new ArrayList<>();
        new JsonArray(answers.apply(path))
                .forEach(
                        row ->
                                ((JsonObject) row)
                                        .getMap()
                                        .values()
                                        .forEach(value -> values.add(told(value))));
        return values;
    }

    /** A value, or what stands for none: elements that are null are not compared. */
    private static Object told(Object value) {
        return value == null ? Optional.empty() : value;
    }

    /** Zero where a cell is a value in words. */
    private static int compare(Object cell, Object value) {
        String text = cell.toString();
        boolean same =
                value.equals(Optional.empty())
                        ? List.of("none", "\u2013").contains(text)
                        : value instanceof Number number
                                ? isNumber(text, new BigDecimal(number.toString()))
                                : value instanceof Boolean yes
                                        ? text.equals(yes ? "yes" : "no")
                                        : isText(text, value.toString());
        return same ? 0 : 1;
    }

    private static boolean isNumber(String text, BigDecimal value) {
        String plain = text.replace(",", "").replace('\u2212', '-');
        return plain.matches("-?[0-9.]+")
                && new BigDecimal(plain).subtract(value).abs().compareTo(ROUNDING) <= 0;
    }

    /** Days and times are written in many ways: those are there. */
    private static boolean isText(String text, String value) {
        return value.matches("\\d{4}-\\d{2}-\\d{2}.*")
                ? text.matches(".*\\d.*")
                : text.equals(value.strip().replaceAll("\\s+", " "));
    }
}
