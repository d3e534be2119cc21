package io.freshet.pipeline;

import static io.freshet.yaml.DeclaredKey.flag;
import static io.freshet.yaml.DeclaredKey.namedTexts;
import static io.freshet.yaml.DeclaredKey.number;
import static io.freshet.yaml.DeclaredKey.section;
import static io.freshet.yaml.DeclaredKey.text;
import static io.freshet.yaml.DeclaredKey.words;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The keys of {@link DefinitionKeys} that declare charts. */
final class ChartKeys {

    private static final int MOST_GROUPS = 100_000;
    private static final int MOST_ROWS = 1_000;
    private static final String ONE_OF_THESE = "one of these";

    private static final DeclaredSection BROKEN_DOWN =
            DeclaredSection.of(
                            text("zone")
                                    .otherwise("UTC")
                                    .means("by the clock of which zone periods are"),
                            words("week-starts", lowerCase(DayOfWeek.values()))
                                    .otherwise("monday")
                                    .means("the first day of weeks"),
                            words("year-starts", lowerCase(Month.values()))
                                    .otherwise("january")
                                    .means("the first month of years, and so of quarters"))
                    .orNames();

    private static final DeclaredSection FILTER =
            DeclaredSection.of(
                    text(
                                    "parameter",
                                    Pattern.compile("[a-z][a-z0-9-]{0,30}"),
                                    "lower-case letters and digits")
                            .mustBe()
                            .means("the name in the URL (`?currencies=EUR,CHF`)"),
                    text("pattern").otherwise(".+").means("what each value must match"));

    private static final DeclaredSection FRESHNESS =
            DeclaredSection.of(
                    text("label").mustBe().means("the attribute that names a source"),
                    text("rows").otherwise("rows").means("the field of its number of rows"));

    private static final DeclaredSection KEYS =
            DeclaredSection.of(
                    text("description").told("the name").means("a sentence for the list of charts"),
                    text("address")
                            .means(
                                    "a path at which the chart is served as well, such as `/orders/latest`: two or more parts of lower-case letters, digits, `-` and `_`. `…/stream`, `….csv` and all else are there, too. Paths of Freshet itself, and those of other charts, are refused"),
                    text("value")
                            .told(ONE_OF_THESE)
                            .means(
                                    "one figure, a [formula](#formulas); the answer is `[{\"value\": 12.5}]`"),
                    namedTexts("values", "NAME")
                            .told(ONE_OF_THESE)
                            .means("figures by their names in the answer"),
                    text("of")
                            .told("see [below](#charts-of-values)")
                            .means("the table whose rows are counted and summed up"),
                    brokenDown("by")
                            .means(
                                    "what the figures are broken down by: a column, a list of columns, or `name: column`. The names `second`, `minute`, `hour`, `day`, `week`, `month`, `quarter` and `year` mean the period that a time lies in"),
                    text("where")
                            .told("all")
                            .means(
                                    "of `value`, `values` and `rows`: which rows count in this chart, see [Conditions of charts](#conditions-of-charts)"),
                    text("zone")
                            .onlyFor("a chart with `where`")
                            .otherwise("UTC")
                            .means("by the clock of which zone `today` begins"),
                    text("last")
                            .told("all")
                            .means(
                                    "only the last periods, the running one included: `30 days` where `by` has a `day`. It moves with the clock"),
                    brokenDown("parameters")
                            .means(
                                    "as `by`: what requests may choose by (`?status=open,sent&day=2026-11-01..2026-11-30`); ends of a range are included and may be left out. Of charts of rows see [there](#charts-of-rows)"),
                    flag("empty-periods")
                            .means(
                                    "with `last`, and `by` with nothing but a period: whether periods without rows are shown, too"),
                    text("unit")
                            .means(
                                    "of `value`: what it is counted in, such as `EUR`; for people, in the list of charts and the dashboard"),
                    namedTexts("units", "NAME")
                            .means("of `values`: what the figure of that name is counted in"),
                    text("format")
                            .means(
                                    "of `value`: how people are shown it: `0`, `0.00` and so on with as many decimals; `0 %`, `0.0 %` in hundredths. The answer has the figure itself"),
                    namedTexts("formats", "NAME")
                            .means("of `values`: how the figure of that name is shown"),
                    number("limit", 1, MOST_GROUPS)
                            .told("all")
                            .means("at most so many groups; of charts of rows: so many rows"),
                    text("rest").means("what all groups beyond the limit together are called"),
                    text("rows")
                            .told(ONE_OF_THESE)
                            .means(
                                    "the table whose first rows are shown, see [Charts of rows](#charts-of-rows); then `columns`, `order` and `limit`"),
                    DeclaredKey.of("columns", columns())
                            .onlyFor("a chart of `rows`")
                            .means("what is shown of each row: columns, or names with columns"),
                    text("summary")
                            .told(ONE_OF_THESE)
                            .means("the declared summary that it shows; then one of the next four"),
                    DeclaredKey.of("total", new KeyForm.Tree())
                            .told(ONE_OF_THESE)
                            .means("a JSON object of [figures](#figures) over all groups"),
                    DeclaredKey.of("groups", new KeyForm.Tree())
                            .told(ONE_OF_THESE)
                            .means(
                                    "a JSON object of [figures](#figures) for each group; needs a summary with `group-by`"),
                    text("time-series")
                            .told(ONE_OF_THESE)
                            .means(
                                    "the series' name; hours by default, `?hours=` and `?zone=` choose; needs a summary with `time-bucket`"),
                    section("freshness", FRESHNESS)
                            .told(ONE_OF_THESE)
                            .means("how old each source's data is"),
                    text("order")
                            .told("by group")
                            .means(
                                    "of `values`: names, each perhaps with `desc`, as in `revenue desc, branch`; of `rows`: columns, likewise; of `groups`: `group` or an expression, then `ascending` or `descending`"),
                    section("filter", FILTER)
                            .onlyFor("`groups` and `freshness`")
                            .means("what requests may choose by"));

    private static final DeclaredSection OF_VALUES =
            KEYS.only(
                    "description",
                    "address",
                    "value",
                    "values",
                    "of",
                    "by",
                    "where",
                    "zone",
                    "last",
                    "parameters",
                    "empty-periods",
                    "unit",
                    "units",
                    "format",
                    "formats",
                    "limit",
                    "rest",
                    "order");

    private static final DeclaredSection OF_ROWS =
            KEYS.only(
                            "description",
                            "address",
                            "rows",
                            "columns",
                            "order",
                            "limit",
                            "where",
                            "zone",
                            "parameters")
                    .but(
                            number("limit", 1, MOST_ROWS)
                                    .otherwise("100")
                                    .means("at most so many rows"));

    private static final DeclaredSection OF_SUMMARY =
            KEYS.only(
                    "description",
                    "address",
                    "summary",
                    "total",
                    "groups",
                    "time-series",
                    "freshness",
                    "order",
                    "filter");

    static final DeclaredSection CHART =
            KEYS.kind(OF_VALUES, "value", "values")
                    .kind(OF_ROWS, "rows")
                    .kind(OF_SUMMARY, "summary");

    private ChartKeys() {}

    private static DeclaredKey brokenDown(String name) {
        return DeclaredKey.of(
                name,
                new KeyForm.OneOf(
                        List.of(
                                KeyForm.Text.ANY,
                                new KeyForm.Items(KeyForm.Text.ANY),
                                new KeyForm.Section(BROKEN_DOWN, ""))));
    }

    private static KeyForm columns() {
        return new KeyForm.OneOf(
                List.of(
                        KeyForm.Text.ANY,
                        new KeyForm.Items(KeyForm.Text.ANY),
                        new KeyForm.Names("NAME", KeyForm.Text.ANY, KeyForm.Text.ANY)));
    }

    private static List<String> lowerCase(Enum<?>... values) {
        return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }
}
