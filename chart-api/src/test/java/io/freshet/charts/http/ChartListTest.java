package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartListTest {

    private static final String SHOP =
            """
            pipeline: shop
            tables:
              orders:
                key: id
                columns: {placed: timestamp, country: text, paid: boolean, amount: decimal}
            charts:
              orders: {value: count}
              money: {value: sum(orders.amount), unit: EUR, format: 0.00}
              dates: {by: orders.paid, values: {n: count, last: max(orders.placed)}, units: {n: orders}, formats: {n: "0"}}
              per-month:
                by: {month: orders.placed, land: orders.country}
                values: {orders: count, revenue: sum(orders.amount)}
                parameters: {day: orders.placed, paid: orders.paid}
              latest: {rows: orders, columns: [placed, country, paid, amount], order: placed}
            """;

    private final JsonArray charts =
            Buffer.buffer(
                            ChartList.of(
                                    new ChartCatalogue(
                                            List.of(
                                                    PipelineReader.read(
                                                            "shop.yaml", new StringReader(SHOP))),
                                            "UTC",
                                            Clock.systemUTC()),
                                    List.of("too-large", "building", "former", "", "", "")))
                    .toJsonObject()
                    .getJsonArray("charts");

    @Test
    void saysWhichChartCannotBeServedAndWhy() {
        assertThat(chart("shop/orders").getString("state")).isEqualTo("too-large");
        assertThat(chart("shop/money").getString("state")).isEqualTo("building");
        assertThat(chart("shop/latest").getString("state")).isNull();
    }

    @Test
    void saysWhichChartIsShownAsItWas() {
        assertThat(chart("shop/dates").getString("state")).isEqualTo("former");
    }

    @Test
    void chartsOfTheSameNameInTwoDefinitionsAreTwoCharts() {
        ChartCatalogue both =
                new ChartCatalogue(
                        PipelineLibrary.of(
                                        List.of(
                                                PipelineReader.read(
                                                        "shop.yaml", new StringReader(SHOP)),
                                                PipelineReader.read(
                                                        "mall.yaml",
                                                        new StringReader(
                                                                SHOP.replace(
                                                                        "pipeline: shop",
                                                                        "pipeline: mall")))))
                                .all(),
                        "UTC",
                        Clock.systemUTC());

        assertThat(both.at("/charts/shop/money").pipeline()).isEqualTo("shop");
        assertThat(both.at("/charts/mall/money").pipeline()).isEqualTo("mall");
        assertThat(both.at("/charts/shop/money").index())
                .isNotEqualTo(both.at("/charts/mall/money").index());
    }

    @Test
    void saysWhatNumbersAreCountedIn() {
        assertThat(chart("shop/money").getJsonArray("fields").getJsonObject(0).getString("unit"))
                .isEqualTo("EUR");
        assertThat(chart("shop/dates").getJsonArray("fields").getJsonObject(1).getString("unit"))
                .isEqualTo("orders");
        assertThat(chart("shop/money").getJsonArray("fields").getJsonObject(0).getString("format"))
                .isEqualTo("0.00");
        assertThat(chart("shop/dates").getJsonArray("fields").getJsonObject(1).getString("format"))
                .isEqualTo("0");
        assertThat(fields("shop/dates"))
                .isEqualTo("paid:group:boolean n:figure:number last:figure:time");
    }

    @Test
    void saysWhatEachChartIsMadeOf() {
        assertThat(fields("shop/orders")).isEqualTo("value:figure:number");
        assertThat(fields("shop/per-month"))
                .isEqualTo(
                        "month:group:date land:group:text orders:figure:number revenue:figure:number");
        assertThat(chart("shop/per-month").getJsonArray("fields").getJsonObject(0))
                .contains(Map.entry("period", "month"), Map.entry("zone", "UTC"));
        assertThat(fields("shop/latest"))
                .isEqualTo(
                        "placed:cell:time country:cell:text paid:cell:boolean amount:cell:number");
        assertThat(chart("shop/latest").getString("kind")).isEqualTo("rows");
        assertThat(chart("shop/latest").getString("pipeline")).isEqualTo("shop");
    }

    @Test
    void saysWhatRequestsChooseBy() {
        JsonArray choices = chart("shop/per-month").getJsonArray("choices");

        assertThat(objects(choices).map(c -> c.getString("name") + ":" + c.getString("type")))
                .containsExactly("day:date", "paid:boolean");
    }

    @Test
    void hasTheFreshnessOfEveryPipelinesSources() {
        assertThat(chart("shop/freshness").getString("kind")).isEqualTo("freshness");
    }

    private JsonObject chart(String name) {
        return objects(charts)
                .filter(c -> c.getString("name").equals(name))
                .findAny()
                .orElseThrow();
    }

    private String fields(String chart) {
        return objects(chart(chart).getJsonArray("fields"))
                .map(
                        f ->
                                f.getString("name")
                                        + ":"
                                        + f.getString("role")
                                        + ":"
                                        + f.getString("type"))
                .collect(Collectors.joining(" "));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject);
    }
}
