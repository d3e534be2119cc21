package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a chart of {@code rows}. */
final class RowListReader {

    static final String ROWS = "rows";

    private static final int MOST_ROWS = 1_000;
    private static final int ROWS_BY_DEFAULT = 100;
    private static final int MOST_CELLS = 50;
    private static final int MOST_RANKS = 4;

    private final SectionReader section;
    private final PipelineDefinition pipeline;

    RowListReader(SectionReader section, PipelineDefinition pipeline) {
        this.section = section;
        this.pipeline = pipeline;
    }

    RowList read() {
        String name = section.text("rows");
        TableDefinition table =
                pipeline.tables().stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> section.invalid(ROWS, unknownTable(name)));
        SummaryScope scope = new SummaryScope(pipeline, table);
        List<RowList.Cell> cells = cells(scope);
        return new RowList(
                name,
                cells,
                scope.joins(),
                order(scope),
                section.number("limit", 1, MOST_ROWS, ROWS_BY_DEFAULT));
    }

    private String unknownTable(String name) {
        List<String> known = pipeline.tables().stream().map(TableDefinition::name).toList();
        return "there is no table %s; write one of %s%s"
                .formatted(name, String.join(", ", known), NearestWord.hint(name, known));
    }

    private List<RowList.Cell> cells(SummaryScope scope) {
        Map<String, RowList.Cell> cells = new LinkedHashMap<>();
        for (String reference : section.texts("columns")) {
            SummaryScope.Named named = column(scope, "columns", reference.strip());
            RowList.Cell cell = new RowList.Cell(named.column(), named.sql(), named.type());
            if (cells.containsKey(cell.name())) {
                cell = new RowList.Cell(reference.strip(), named.sql(), named.type());
            }
            if (cells.putIfAbsent(cell.name(), cell) != null) {
                throw section.invalid("columns", cell.name() + " is named twice; name it once");
            }
        }
        if (cells.isEmpty()) {
            throw section.invalid("columns", "is missing; name what is shown of each row");
        }
        if (cells.size() > MOST_CELLS) {
            throw section.invalid(
                    "columns", "are %d; name at most %d".formatted(cells.size(), MOST_CELLS));
        }
        return List.copyOf(cells.values());
    }

    private List<RowList.Rank> order(SummaryScope scope) {
        List<RowList.Rank> order = new ArrayList<>();
        for (String part : section.text("order").split(",", -1)) {
            String[] words = part.strip().split("\\s+", -1);
            String direction = words.length == 1 ? "asc" : words[1];
            if (words[0].isEmpty()
                    || words.length > 2
                    || !Set.of("asc", "desc").contains(direction)) {
                throw section.invalid(
                        "order",
                        "\"%s\": write a column of %s, perhaps followed by desc"
                                .formatted(part.strip(), scope.base().name()));
            }
            order.add(rank(column(scope, "order", words[0]), direction.equals("desc")));
        }
        if (order.size() > MOST_RANKS) {
            throw section.invalid(
                    "order", "are %d columns; name at most %d".formatted(order.size(), MOST_RANKS));
        }
        return order;
    }

    private RowList.Rank rank(SummaryScope.Named named, boolean descending) {
        if (!named.base()) {
            throw section.invalid(
                    "order",
                    "%s.%s is of a joined table; order by columns of the rows themselves"
                            .formatted(named.table(), named.column()));
        }
        if (!Dimension.Plain.takes(named.type())) {
            throw section.invalid(
                    "order",
                    "%s is %s, which has no order to speak of; order by another column"
                            .formatted(named.column(), named.type().warehouseType()));
        }
        TableDefinition table = pipeline.table(named.table());
        return new RowList.Rank(
                table.heldAs(named.column()),
                named.type().warehouseType().equals("text"),
                descending);
    }

    private SummaryScope.Named column(SummaryScope scope, String key, String reference) {
        int point = reference.indexOf('.');
        return scope.column(
                section,
                key,
                point < 0 ? "" : reference.substring(0, point),
                reference.substring(point + 1));
    }
}
