package io.freshet.pipeline;

import io.freshet.yaml.NearestWord;
import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a chart of {@code rows}. */
final class RowListReader {

    static final String ROWS = "rows";

    private static final String COLUMNS = "columns";
    private static final String PARAMETERS = "parameters";
    private static final ColumnType WHOLE = ColumnType.named("bigint");
    // Conditions are read by the warehouse there, in rows instead of groups.
    private static final int NO_PLACE = -1;

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
        List<RowList.Parameter> parameters = parameters(scope, table, cells.size());
        Optional<ChartWhere> where =
                new ChartConditionReader(section, scope, column -> NO_PLACE).read();
        return new RowList(
                name,
                cells,
                scope.joins(),
                order(scope),
                section.number("limit"),
                where,
                parameters);
    }

    private List<RowList.Parameter> parameters(
            SummaryScope scope, TableDefinition table, int cells) {
        DimensionsReader read = new DimensionsReader(section, PARAMETERS, scope);
        section.raw(PARAMETERS).ifPresent(read::read);
        List<RowList.Parameter> parameters = new ArrayList<>();
        read.dimensions()
                .forEach(
                        (name, dimension) -> {
                            String origin = read.columnOf(name).origin();
                            ColumnType type = table.typeOf(origin).orElse(WHOLE);
                            checkTold(name, dimension.kind());
                            checkTold(name, new Dimension.Plain("", type).kind());
                            parameters.add(
                                    new RowList.Parameter(
                                            new Breakdown.Label(
                                                    name, dimension, cells + parameters.size()),
                                            new RowList.Origin(origin, type)));
                        });
        return parameters;
    }

    // Texts of dates and times depend on settings of the session.
    private void checkTold(String name, Dimension.Kind kind) {
        if (!Set.of(Dimension.Kind.TEXT, Dimension.Kind.NUMBER, Dimension.Kind.BOOLEAN)
                .contains(kind)) {
            throw section.invalid(
                    PARAMETERS,
                    "%s depends on a time, and rows can be chosen only by texts, numbers and what is true or false; leave it out"
                            .formatted(name));
        }
    }

    private String unknownTable(String name) {
        List<String> known = pipeline.tables().stream().map(TableDefinition::name).toList();
        return "there is no table %s; write one of %s%s"
                .formatted(name, String.join(", ", known), NearestWord.hint(name, known));
    }

    private List<RowList.Cell> cells(SummaryScope scope) {
        Map<String, RowList.Cell> cells = new LinkedHashMap<>();
        if (section.isSection(COLUMNS)) {
            SectionReader names = section.section(COLUMNS);
            for (String name : names.keys()) {
                cells.put(name, cell(scope, name, names.text(name)));
            }
        }
        for (String reference : section.texts(COLUMNS)) {
            RowList.Cell cell = cell(scope, "", reference.strip());
            if (cells.containsKey(cell.name())) {
                cell = cell(scope, reference.strip(), reference.strip());
            }
            if (cells.putIfAbsent(cell.name(), cell) != null) {
                throw section.invalid(COLUMNS, cell.name() + " is named twice; name it once");
            }
        }
        if (cells.isEmpty()) {
            throw section.invalid(COLUMNS, "is missing; name what is shown of each row");
        }
        if (cells.size() > MOST_CELLS) {
            throw section.invalid(
                    COLUMNS, "are %d; name at most %d".formatted(cells.size(), MOST_CELLS));
        }
        return List.copyOf(cells.values());
    }

    private RowList.Cell cell(SummaryScope scope, String name, String reference) {
        SummaryScope.Named named = column(scope, COLUMNS, reference);
        return new RowList.Cell(name.isEmpty() ? named.column() : name, named.sql(), named.type());
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
        if (!named.isBase()) {
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
