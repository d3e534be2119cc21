package io.freshet.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.poller.source.TableStatistics;
import java.io.StringReader;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is said beforehand of how much a chart will hold. */
class ChartCostTest {

    private static final PipelineDefinition SHOP =
            PipelineReader.read(
                    "shop.yaml",
                    new StringReader(
                            """
                            pipeline: shop
                            tables:
                              orders:
                                key: id
                                columns: {branch: text, status: text, amount: decimal, placed: timestamptz}
                            summaries:
                              by_time: {table: orders, time-bucket: 30m}
                            charts:
                              by-branch: {of: orders, values: {n: count}, by: [branch, status]}
                              by-day: {of: orders, values: {n: count}, by: {day: placed, branch: branch}}
                              over-time: {summary: by_time, time-series: Orders}
                              latest: {rows: orders, columns: [amount], order: amount desc, limit: 5}
                            """));

    private static String cost(String chart, TableStatistics orders) {
        ChartDefinition named =
                SHOP.charts().stream()
                        .filter(one -> one.name().equals(chart))
                        .findFirst()
                        .orElseThrow();
        return new ChartCost(SHOP, Map.of("orders", orders)).sentence(named);
    }

    private static TableStatistics orders(long rows) {
        return new TableStatistics(OptionalLong.of(rows), Map.of("branch", 20L, "status", 4L));
    }

    @Test
    void groupsAreAsManyAsTheValuesOfTheirColumnsMakeButNoMoreThanRows() {
        assertThat(cost("by-branch", orders(1_000_000)))
                .isEqualTo("holds about 1,000,000 rows of orders, in about 80 groups");
        assertThat(cost("by-branch", orders(30)))
                .isEqualTo("holds about 30 rows of orders, in about 30 groups");
    }

    @Test
    void periodsAreNamedAsNobodyKnowsHowManyThereWillBe() {
        assertThat(cost("by-day", orders(1_000)))
                .isEqualTo("holds about 1,000 rows of orders, in about 20 groups for each day");
        assertThat(cost("over-time", orders(1_000)))
                .isEqualTo("holds about 1,000 rows of orders, in a group for each 30 minutes");
    }

    @Test
    void aChartOfRowsShowsTheFirst() {
        assertThat(cost("latest", orders(1_000)))
                .isEqualTo("holds about 1,000 rows of orders, of which the first 5 are shown");
    }

    @Test
    void whereNothingIsKnownThatIsSaid() {
        assertThat(cost("by-branch", TableStatistics.NONE))
                .isEqualTo(
                        "holds all rows of orders, which has no statistics yet: run analyze there, in as many groups as branch has values");
    }
}
