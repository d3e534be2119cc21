package io.freshet.pipeline;

import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the parts of a chart may name: the columns of the table that is summed up, and of all that
 * it is joined to. Remembers which joins are used.
 */
final class SummaryScope {

    /** Names when rows came to be, as if it were a column. */
    static final String ROW_TIME = RowColumns.ROW_TIME;

    /**
     * A column.
     *
     * @param sql how statements name it
     * @param origin the column of the table that is summed up which decides its value: itself, or
     *     the one that holds the key by which the way to it begins
     */
    record Named(String table, String column, String sql, ColumnType type, String origin) {

        /** Whether it is a column of the table that is summed up. */
        boolean isBase() {
            return sql.equals(SummedRows.column(origin));
        }
    }

    private final PipelineDefinition pipeline;
    private final TableDefinition base;
    private final Set<JoinDefinition> used = new LinkedHashSet<>();

    SummaryScope(PipelineDefinition pipeline, TableDefinition base) {
        this.pipeline = pipeline;
        this.base = base;
    }

    TableDefinition base() {
        return base;
    }

    /** The joins that are used so far, each after those that lead to it. */
    List<JoinDefinition> joins() {
        return List.copyOf(used);
    }

    /**
     * The column of a name such as {@code orders.net}; {@code net} alone is one of the table that
     * is summed up.
     */
    Named column(SectionReader section, String key, String table, String column) {
        if (table.isEmpty() || table.equals(base.name())) {
            return named(section, key, base, column, List.of());
        }
        List<List<JoinDefinition>> paths = paths(base.name(), table, List.of());
        if (paths.size() != 1) {
            throw section.invalid(key, paths.isEmpty() ? unknown(table) : several(table, paths));
        }
        List<JoinDefinition> path = paths.get(0);
        used.addAll(path);
        checkEachComesOnce(section, key);
        return named(
                section, key, pipeline.table(path.get(path.size() - 1).parent()), column, path);
    }

    private String unknown(String table) {
        String names =
                reached(base.name())
                        .map(JoinDefinition::called)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return "nothing joins %s to %s; say so under joins%s"
                .formatted(
                        base.name(), table, names.isEmpty() ? "" : " (there are: " + names + ")");
    }

    private Stream<JoinDefinition> reached(String from) {
        return pipeline.joins().stream()
                .filter(join -> join.table().equals(from))
                .flatMap(join -> Stream.concat(Stream.of(join), reached(join.parent())));
    }

    private String several(String table, List<List<JoinDefinition>> paths) {
        return "%s is joined to %s in several ways: %s; give one of them a name under joins, as in %s: %s as %s"
                .formatted(
                        base.name(),
                        table,
                        paths.stream().map(SummaryScope::told).collect(Collectors.joining("; ")),
                        paths.get(0).get(paths.get(0).size() - 1).name(),
                        table,
                        "other_" + table);
    }

    // Changes of a table are followed along one way.
    private void checkEachComesOnce(SectionReader section, String key) {
        for (JoinDefinition join : used) {
            for (JoinDefinition other : used) {
                if (!join.equals(other) && join.parent().equals(other.parent())) {
                    throw section.invalid(
                            key,
                            "comes to %s by %s and by %s, and one chart can take only one of the ways; make two charts"
                                    .formatted(join.parent(), join.name(), other.name()));
                }
            }
        }
    }

    private static String told(List<JoinDefinition> path) {
        return path.stream().map(JoinDefinition::name).collect(Collectors.joining(", "));
    }

    private List<List<JoinDefinition>> paths(String from, String to, List<JoinDefinition> passed) {
        List<List<JoinDefinition>> found = new ArrayList<>();
        for (JoinDefinition join : pipeline.joins()) {
            if (join.table().equals(from) && !passed.contains(join)) {
                List<JoinDefinition> longer = new ArrayList<>(passed);
                longer.add(join);
                if (join.called().equals(to)) {
                    found.add(longer);
                }
                found.addAll(paths(join.parent(), to, longer));
            }
        }
        return found;
    }

    private Named named(
            SectionReader section,
            String key,
            TableDefinition table,
            String column,
            List<JoinDefinition> path) {
        Optional<ColumnType> type =
                column.equals(ROW_TIME)
                        ? Optional.of(ColumnType.named("timestamptz"))
                        : table.typeOf(column);
        String held = table.heldAs(column);
        String alias = path.isEmpty() ? SummedRows.ALIAS : path.get(path.size() - 1).alias();
        return type.map(
                        known ->
                                new Named(
                                        table.name(),
                                        column,
                                        alias + "." + SqlText.quoted(held),
                                        known,
                                        path.isEmpty() ? held : path.get(0).column()))
                .orElseThrow(
                        () ->
                                section.invalid(
                                        key,
                                        "table %s has no column %s"
                                                .formatted(table.name(), column)));
    }
}
