package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.request.NoParameters;
import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.RowList;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts of rows as JSON and CSV. */
class RowsRendererTest {

    private static final ChartDefinition CHART =
            PipelineReader.read(
                            "test",
                            new StringReader(
                                    """
                                    pipeline: shop
                                    tables:
                                      orders: {key: id, columns: {placed: timestamptz, note: text, paid: boolean, price: numeric, customer: bigint}}
                                      customers: {key: id, columns: {note: text}}
                                    joins: {orders.customer: customers}
                                    charts:
                                      latest: {rows: orders, columns: [placed, note, paid, price, customers.note], order: placed desc}
                                    """))
                    .charts()
                    .get(0);

    private final RowList list = CHART.shape().rowList().orElseThrow();
    private final ListedRows rows = new ListedRows();
    private final ChartRenderer renderer = new RowsRenderer(list, rows, 4);

    @Test
    void isAListOfFlatObjectsWithNullWhereThereIsNothing() throws Exception {
        assertThat(body().content()).hasToString("[]");

        rows.put(
                List.of(
                        GroupKey.parse(
                                "[\"2026-11-26T09:30:00.5\", \"a \\\"b\\\", c\", true, 1e3, null]"),
                        GroupKey.parse("[\"infinity\", null, null, 0.10, \"x\"]")),
                true);

        assertThat(body().content())
                .hasToString(
                        "[{\"placed\":\"2026-11-26T09:30:00.5Z\",\"note\":\"a \\\"b\\\", c\",\"paid\":true,\"price\":1000,\"customers.note\":null},"
                                + "{\"placed\":\"infinity\",\"note\":null,\"paid\":null,\"price\":0.1,\"customers.note\":\"x\"}]");
        assertThat(Csv.of(CHART.shape().fields(), body()).content())
                .hasToString(
                        String.join(
                                "\r\n",
                                "placed,note,paid,price,customers.note",
                                "2026-11-26T09:30:00.5Z,\"a \"\"b\"\", c\",true,1000,",
                                "infinity,,,0.1,x",
                                ""));
    }

    @Test
    void isTheSameObjectUntilRowsChange() {
        Rendering before = renderer.render();
        assertThat(renderer.render()).isSameAs(before);

        rows.put(List.of(), true);

        assertThat(renderer.render()).isNotSameAs(before);
    }

    private Body body() throws Exception {
        return renderer.render().body(new NoParameters().read(""));
    }
}
