package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.ListedRows;
import io.freshet.pipeline.RowList;

/** Renders a chart of rows: a list of flat objects. */
final class RowsRenderer implements ChartRenderer {

    private final RowList shape;
    private final ListedRows rows;
    private long revision = -1;
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param rows what it is made of
     */
    RowsRenderer(RowList shape, ListedRows rows) {
        this.shape = shape;
        this.rows = rows;
    }

    @Override
    public Rendering render() {
        if (revision != rows.revision()) {
            revision = rows.revision();
            last = new FixedRendering(body());
        }
        return last;
    }

    private Body body() {
        return new Body(
                Json.bytes(
                        json -> {
                            json.writeStartArray();
                            for (GroupKey row : rows.rows()) {
                                json.writeStartObject();
                                for (int i = 0; i < shape.cells().size(); i++) {
                                    RowList.Cell cell = shape.cells().get(i);
                                    json.writeFieldName(cell.name());
                                    Json.write(row.parts().get(i), cell.kind(), json);
                                }
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                        }));
    }
}
