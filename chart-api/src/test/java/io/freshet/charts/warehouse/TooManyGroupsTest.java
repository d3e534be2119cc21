package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.rendering.ChartKinds;
import io.freshet.charts.rendering.ChartRenderer;
import io.freshet.charts.rendering.NoMaterial;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.source.Sources;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.SummaryDefinition;
import java.io.StringReader;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chart with more groups than are held says so, and is back when it has fewer. */
class TooManyGroupsTest {

    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "test",
                    new StringReader(
                            """
                            pipeline: shop
                            tables:
                              orders: {key: id, columns: {note: text, paid: boolean}}
                            summaries:
                              notes: {table: orders, group-by: note}
                              times: {table: orders, time-bucket: 15m}
                            charts:
                              by-note: {by: orders.note, values: {n: count}}
                              by-paid: {by: orders.paid, values: {n: count}}
                              declared: {summary: notes, groups: {note: =group, n: =count}}
                              over-time: {summary: times, time-series: Orders}
                            """));
    private static final int MOST = 3;

    private final RowsWarehouse warehouse = new RowsWarehouse(SHOP);
    private final SummaryTable<GroupKey> byNote = table(0);
    private final SummaryTable<GroupKey> byPaid = table(1);
    private final SummaryTable<String> declared =
            SummaryTable.byColumn(SHOP.name(), SHOP.summary("notes"), MOST);
    private final SummaryTable<Long> times =
            SummaryTable.byTime(SHOP.name(), SHOP.summary("times"), true, MOST);
    private final ChartRenderer notes = renderer(0);
    private final ChartRenderer paid = renderer(1);

    private static SummaryTable<GroupKey> table(int chart) {
        return SummaryTable.byDimensions(SHOP.name(), summary(chart), MOST);
    }

    private static SummaryDefinition summary(int chart) {
        return SHOP.summary(SHOP.charts().get(chart).summary());
    }

    private ChartRenderer renderer(int index) {
        ChartDefinition chart = SHOP.charts().get(index);
        ChartKinds.Material material =
                new NoMaterial() {
                    @Override
                    public Summary<String> byColumn(String summary) {
                        return declared.summary();
                    }

                    @Override
                    public Summary<Long> byTime(String summary) {
                        return times.summary();
                    }

                    @Override
                    public Summary<GroupKey> byDimensions(String summary) {
                        return (index == 0 ? byNote : byPaid).summary();
                    }
                };
        Clock clock = Clock.systemUTC();
        return new ChartKinds(SHOP, material, new Sources(), clock, 4)
                .renderer(chart, ChartKinds.requests(SHOP, chart, ZoneOffset.UTC, clock));
    }

    @BeforeEach
    void fill() {
        for (int chart = 0; chart < 2; chart++) {
            warehouse.execute(
                    "create table %s (source_id int, g text, rows bigint, version bigint, primary key (source_id, g))"
                            .formatted((chart == 0 ? byNote : byPaid).qualifiedName()));
        }
        put("a", 1);
        put("b", 2);
        put("c", 3);
        warehouse.execute(
                "insert into %s values (1, '[true]', 6, 1)".formatted(byPaid.qualifiedName()));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void put(String note, int rows) {
        warehouse.apply(
                1,
                """
                insert into %s values (1, '["%s"]', %d, (select version + 1 from freshet.applied where source_id = 1))
                 on conflict (source_id, g) do update set rows = excluded.rows, version = excluded.version\
                """
                        .formatted(byNote.qualifiedName(), note, rows));
    }

    @Test
    void isRefusedAndComesBackAndOthersGoOn() {
        refresh(true);
        assertThat(shown()).isEqualTo("a=1 b=2 c=3");

        put("d", 4);
        refresh(false);
        assertThat(refusal()).contains("more than 3 groups").contains("freshet.charts.groups");
        assertThat(paid.render().refusal(Selection.ALL)).isEmpty();

        put("a", 0);
        for (int look = 1; look < ChartLimits.LOOKS_UNTIL_COUNTED; look++) {
            refresh(true);
            refresh(false);
            assertThat(refusal()).isNotEmpty();
        }
        refresh(true);
        assertThat(refusal()).as("counted, but not read yet").isNotEmpty();
        refresh(true);
        assertThat(shown()).isEqualTo("b=2 c=3 d=4");

        put("e", 5);
        put("b", 0);
        refresh(false);
        assertThat(shown()).as("as many go as come").isEqualTo("c=3 d=4 e=5");
    }

    @Test
    void isRefusedFromTheFirstReadOnWhereThereAreManyMore() {
        for (int i = 0; i < 20; i++) {
            put("n" + i, 1);
        }
        refresh(true);
        assertThat(refusal()).contains("more than 3 groups");
        assertThat(byNote.summary().size()).isZero();
    }

    @Test
    void groupsWithoutRowsDoNotCount() {
        for (int i = 0; i < 20; i++) {
            put("n" + i, 0);
        }
        refresh(true);
        assertThat(shown()).isEqualTo("a=1 b=2 c=3");
    }

    @Test
    void soAreChartsOfDeclaredSummaries() {
        warehouse.execute(
                "create table shop.notes (source_id int, note text, rows bigint, version bigint,"
                        + " primary key (source_id, note))",
                "insert into shop.notes select 1, 'n' || i, 1, 1 from generate_series(1, 4) i");
        warehouse.refresh(true, declared);

        assertThat(renderer(2).render().state()).isEqualTo("too-large");
    }

    @Test
    void soAreChartsByTimeOfWhichOnlyTheLastDaysCount() {
        warehouse.execute(
                "create table shop.times (source_id int, bucket timestamptz, rows bigint, version bigint,"
                        + " primary key (source_id, bucket))",
                "insert into shop.times select 1, timestamptz 'epoch' - i * interval '1 day', 1, 1 from generate_series(1, 9) i",
                "insert into shop.times select 1, timestamptz 'epoch' + i * interval '1 day', 1, 1 from generate_series(1, 4) i");
        warehouse.refresh(true, times);
        assertThat(renderer(3).render().state()).isEqualTo("too-large");

        warehouse.apply(
                1, "delete from shop.times where bucket = timestamptz 'epoch' + interval '1 day'");
        for (int look = 0; look <= ChartLimits.LOOKS_UNTIL_COUNTED; look++) {
            warehouse.refresh(true, times);
        }

        assertThat(renderer(3).render().state()).isEmpty();
        assertThat(times.summary().size()).isEqualTo(3);
    }

    @Test
    void isRefusedWhileItIsBeingFilledAndShownOnceItWasRead() {
        byNote.building(2);
        refresh(true);
        assertThat(refusal()).contains("2 sources to go");
        assertThat(notes.render().state()).isEqualTo("building");
        assertThat(paid.render().refusal(Selection.ALL)).isEmpty();

        byNote.building(1);
        assertThat(refusal()).contains("one source to go");
        put("d", 1);
        refresh(false);
        put("d", 0);

        byNote.building(0);
        refresh(false);
        assertThat(refusal()).as("filled, but not read yet").isNotEmpty();
        refresh(true);
        assertThat(shown()).isEqualTo("a=1 b=2 c=3");
    }

    private void refresh(boolean everything) {
        warehouse.refresh(everything, byNote, byPaid);
    }

    private String refusal() {
        return notes.render().refusal(Selection.ALL).orElse("");
    }

    private String shown() {
        return notes.render()
                .body(Selection.ALL)
                .content()
                .toString()
                .replaceAll("[^a-z0-9:,]|note|\"n\"", "")
                .replace(",n:", "=")
                .replace(",:", " ")
                .replace(":", "");
    }
}
