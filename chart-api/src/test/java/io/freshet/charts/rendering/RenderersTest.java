package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.request.Selection;
import io.freshet.charts.source.Reading;
import io.freshet.charts.source.SourceRegistration;
import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.Summary;
import io.freshet.charts.time.TestClock;
import io.freshet.events.SourceState;
import io.freshet.pipeline.Aggregate;
import io.freshet.pipeline.ChartShape;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.SumAggregate;
import io.freshet.pipeline.SummedColumn;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenderersTest {

    private static final PipelineDefinition SALES =
            PipelineReader.read(
                    "sales",
                    new StringReader(
                            """
                            pipeline: sales
                            source-attributes:
                              area: {pattern: "[A-Z]{2}"}
                            tables:
                              orders:
                                key: id
                                columns:
                                  area: {type: code, pattern: "[A-Z]{2}", otherwise: area}
                                  price: {type: decimal}
                            summaries:
                              by_area: {table: orders, group-by: area, sum: [price]}
                              over_time: {table: orders, time-bucket: 15m}
                            charts:
                              turnover: {description: d, summary: by_area, total: {turnover: =sum(price) round 2, orders: =count}}
                              prices:
                                description: d
                                summary: by_area
                                groups: {kind: price, area: =group, price: =mean(price) round 1}
                                order: mean(price) descending
                                filter: {parameter: areas, pattern: "[A-Z]{2}"}
                              orders-over-time: {description: d, summary: over_time, time-series: Orders}
                              age:
                                description: d
                                summary: by_area
                                freshness: {label: area, rows: orders}
                            """));

    private static final List<Aggregate> PRICE =
            List.of(new SumAggregate(SummedColumn.of("price")));

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T12:30:00Z"));
    private final Summary<String> byArea = Summary.inOrder(PRICE);
    private final Summary<Long> overTime = Summary.inOrder(List.of());

    private static ChartShape shape(String chart) {
        return SALES.charts().stream()
                .filter(known -> known.name().equals(chart))
                .findFirst()
                .orElseThrow()
                .shape();
    }

    private static GroupFigures figures(long rows, long count, String sum) {
        return new GroupFigures(
                PRICE, rows, List.of(List.of(BigDecimal.valueOf(count), new BigDecimal(sum))));
    }

    private static String text(Rendering rendering) {
        return rendering.body(Selection.ALL).content().toString();
    }

    private static String text(Rendering rendering, Selection selection) {
        return rendering.body(selection).content().toString();
    }

    @Test
    void aTotalIsOverAllSources() {
        ChartRenderer renderer = new TotalRenderer((ChartShape.Total) shape("turnover"), byArea);
        assertThat(text(renderer.render())).isEqualTo("{\"orders\":0}");

        byArea.put(1, "AA", figures(2, 2, "0.30"));
        byArea.put(2, "AA", figures(1, 1, "0.005"));

        assertThat(text(renderer.render())).isEqualTo("{\"turnover\":0.31,\"orders\":3}");
        assertThat(renderer.render()).isSameAs(renderer.render());
    }

    @Test
    void aGroupIsAddedUpOverSourcesAndOrderedByWhatIsExact() {
        ChartRenderer renderer =
                new GroupsRenderer((ChartShape.Groups) shape("prices"), byArea, 10);

        byArea.put(1, "AA", figures(1, 1, "1.01"));
        byArea.put(1, "BB", figures(1, 1, "1.02"));
        byArea.put(2, "BB", figures(2, 1, "1.02"));
        byArea.put(2, "CC", figures(1, 0, "0"));

        assertThat(text(renderer.render()))
                .isEqualTo(
                        "{\"datasets\":[{\"kind\":\"price\",\"area\":\"BB\",\"price\":1},"
                                + "{\"kind\":\"price\",\"area\":\"AA\",\"price\":1}]}");
    }

    @Test
    void aGroupWithoutRowsIsGone() {
        ChartRenderer renderer =
                new GroupsRenderer((ChartShape.Groups) shape("prices"), byArea, 10);
        byArea.put(1, "AA", figures(1, 1, "1"));
        Rendering before = renderer.render();

        byArea.put(1, "AA", figures(0, 0, "0"));

        assertThat(text(renderer.render())).isEqualTo("{\"datasets\":[]}");
        assertThat(text(before)).contains("AA");
    }

    @Test
    void nothingIsRenderedAgainWhereNothingChanged() {
        ChartRenderer renderer = new GroupsRenderer((ChartShape.Groups) shape("prices"), byArea, 1);
        byArea.put(1, "AA", figures(1, 1, "1"));
        byArea.put(1, "BB", figures(1, 1, "1"));
        Rendering rendering = renderer.render();
        Selection one = new Selection.Codes(Set.of("AA"));
        Selection other = new Selection.Codes(Set.of("BB"));

        assertThat(renderer.render()).isSameAs(rendering);
        Body first = rendering.body(one);
        assertThat(rendering.body(one)).isSameAs(first);
        // more than are kept: the one that was asked for last is
        assertThat(text(rendering, other)).contains("BB").doesNotContain("AA");
        assertThat(rendering.body(other)).isSameAs(rendering.body(other));
        assertThat(rendering.body(one)).isNotSameAs(first);
    }

    @Test
    void theSameContentHasTheSameTag() {
        byArea.put(1, "AA", figures(1, 1, "1"));
        Body first =
                new GroupsRenderer((ChartShape.Groups) shape("prices"), byArea, 1)
                        .render()
                        .body(Selection.ALL);
        Body second =
                new GroupsRenderer((ChartShape.Groups) shape("prices"), byArea, 1)
                        .render()
                        .body(new Selection.Codes(Set.of("AA")));

        assertThat(second.etag()).isEqualTo(first.etag()).matches("\"[^\"]+\"");
        assertThat(new Body(new byte[] {1}).etag()).isNotEqualTo(first.etag());
        assertThat(first.length()).isEqualTo(Integer.toString(first.content().length()));
    }

    private SeriesRenderer series(boolean anyData) {
        return new SeriesRenderer(
                (ChartShape.TimeSeries) shape("orders-over-time"),
                overTime,
                15,
                new Selection.Hours(2, ZoneId.of("UTC")),
                () -> anyData,
                clock,
                10);
    }

    private void bucket(String start, long rows) {
        overTime.put(
                1,
                Instant.parse(start).getEpochSecond(),
                new GroupFigures(List.of(), rows, List.of()));
    }

    @Test
    void hoursWithoutRowsAreThereAndThoseOutsideAreNot() {
        bucket("2026-11-20T10:45:00Z", 7);
        bucket("2026-11-20T12:00:00Z", 1);
        bucket("2026-11-20T12:15:00Z", 2);

        assertThat(text(series(true).render()))
                .isEqualTo(
                        "{\"datasets\":[{\"id\":\"Orders\",\"data\":"
                                + "[{\"x\":\"11:00\",\"y\":0},{\"x\":\"12:00\",\"y\":3}]}]}");
        assertThat(text(series(true).render(), new Selection.Hours(1, ZoneId.of("Asia/Kolkata"))))
                .contains("[{\"x\":\"18:00\",\"y\":0}]");
        assertThat(text(series(false).render())).isEqualTo("{\"datasets\":[]}");
    }

    @Test
    void hoursRollOnByThemselves() {
        SeriesRenderer renderer = series(true);
        bucket("2026-11-20T12:00:00Z", 1);
        Rendering before = renderer.render();
        assertThat(renderer.render()).isSameAs(before);

        clock.set(Instant.parse("2026-11-20T13:00:00Z"));

        assertThat(text(renderer.render()))
                .contains("[{\"x\":\"12:00\",\"y\":1},{\"x\":\"13:00\",\"y\":0}]");
    }

    @Test
    void aFirstReadSaysHowFarItHasCome() {
        Sources sources = new Sources();
        Instant now = clock.instant();
        sources.register(
                List.of(new SourceRegistration(1, "one", "sales", Map.of("area", "AA"), now)));
        String progress = "orders: reading, 40 % of about 1,000,000 rows";
        sources.heard(
                1, new Reading(1, 0, 0, 0, SourceState.CATCHING_UP, progress), now.toEpochMilli());

        assertThat(
                        text(
                                new FreshnessRenderer(
                                                "sales",
                                                (ChartShape.Freshness) shape("age"),
                                                byArea::rowsOf,
                                                sources,
                                                clock,
                                                10)
                                        .render()))
                .endsWith("\"status\":\"catching-up\",\"progress\":\"" + progress + "\"}]}");
    }

    @Test
    void agesGrowWithoutAnythingNew() {
        Sources sources = new Sources();
        Instant now = clock.instant();
        sources.register(
                List.of(
                        new SourceRegistration(
                                1, "one", "sales", Map.of("area", "AA"), now.minusSeconds(60))));
        sources.applied(1, 1, 1);
        sources.heard(
                1,
                new Reading(
                        1,
                        1,
                        now.toEpochMilli() * 1_000,
                        now.minusMillis(3_900).toEpochMilli() * 1_000,
                        SourceState.LIVE),
                now.toEpochMilli());
        byArea.put(1, "AA", figures(3, 3, "1"));
        Rendering rendering =
                new FreshnessRenderer(
                                "sales",
                                (ChartShape.Freshness) shape("age"),
                                byArea::rowsOf,
                                sources,
                                clock,
                                10)
                        .render();

        assertThat(text(rendering))
                .isEqualTo(
                        "{\"datasets\":[{\"id\":\"AA\",\"ageSeconds\":0,"
                                + "\"provenSeconds\":3.9,\"level\":3,\"orders\":3,\"status\":\"live\"}]}");

        // the body of a moment lasts a little, so that many who ask at once share it
        Body first = rendering.body(Selection.ALL);
        clock.set(now.plusMillis(49));
        assertThat(rendering.body(Selection.ALL)).isSameAs(first);

        clock.set(now.plusMillis(1_041));
        assertThat(text(rendering))
                .contains("\"ageSeconds\":1.041,\"provenSeconds\":4.941,\"level\":2,");
        clock.set(now.plusSeconds(11));
        assertThat(text(rendering)).contains("\"ageSeconds\":11,", "\"level\":2,", "\"stale\"");
        clock.set(now);
        assertThat(text(rendering)).contains("\"ageSeconds\":0,");
    }
}
