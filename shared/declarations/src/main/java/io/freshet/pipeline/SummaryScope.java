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
     * @param base whether it is one of the table that is summed up
     */
    record Named(String table, String column, String sql, ColumnType type, boolean base) {}

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
            return named(section, key, base, SummedRows.ALIAS, column);
        }
        List<List<JoinDefinition>> paths = paths(base.name(), table, List.of());
        if (paths.size() != 1) {
            throw section.invalid(
                    key,
                    paths.isEmpty()
                            ? "nothing joins %s to %s; say so under joins"
                                    .formatted(base.name(), table)
                            : "%s is joined to %s in several ways: %s"
                                    .formatted(
                                            base.name(),
                                            table,
                                            paths.stream()
                                                    .map(SummaryScope::told)
                                                    .collect(Collectors.joining("; "))));
        }
        List<JoinDefinition> path = paths.get(0);
        used.addAll(path);
        return named(
                section, key, pipeline.table(table), path.get(path.size() - 1).alias(), column);
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
                if (join.parent().equals(to)) {
                    found.add(longer);
                } else {
                    found.addAll(paths(join.parent(), to, longer));
                }
            }
        }
        return found;
    }

    private Named named(
            SectionReader section, String key, TableDefinition table, String alias, String column) {
        boolean own = alias.equals(SummedRows.ALIAS);
        Optional<ColumnType> type =
                column.equals(ROW_TIME)
                        ? Optional.of(ColumnType.named("timestamptz"))
                        : table.typeOf(column);
        return type.map(
                        known ->
                                new Named(
                                        table.name(),
                                        column,
                                        alias + "." + SqlText.quoted(table.heldAs(column)),
                                        known,
                                        own))
                .orElseThrow(
                        () ->
                                section.invalid(
                                        key,
                                        "table %s has no column %s"
                                                .formatted(table.name(), column)));
    }
}
