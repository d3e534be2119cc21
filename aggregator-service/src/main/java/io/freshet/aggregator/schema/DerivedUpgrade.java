package io.freshet.aggregator.schema;

import io.freshet.aggregator.statement.DerivedSql;
import io.freshet.pipeline.DerivedColumn;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.ShortName;
import io.freshet.warehouse.layout.SqlText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings what the warehouse works out of rows into step with a pipeline's definition, after its
 * tables are: a column that is new or changed is worked out of the rows that are held.
 */
final class DerivedUpgrade {

    private static final Logger LOG = Logger.getLogger(DerivedUpgrade.class);
    private static final String DERIVED = "derived";

    private final PipelineDefinition pipeline;
    private final SqlScript script;
    private final Map<String, String> made;
    private final Map<String, DerivedColumn> declared = new LinkedHashMap<>();

    /**
     * @param made the catalogue before the upgrade
     */
    DerivedUpgrade(PipelineDefinition pipeline, SqlScript script, Map<String, String> made) {
        this.pipeline = pipeline;
        this.script = script;
        this.made = made;
        pipeline.tables().stream()
                .flatMap(table -> table.derivation().all().stream())
                .forEach(column -> declared.put(column.object(), column));
    }

    /** Whether an entry of the catalogue is a derived column: no table is called so. */
    static boolean isDerived(String object) {
        return object.indexOf('.') > 0;
    }

    /**
     * Does it.
     *
     * @param remade the tables that were made anew, so that they have no derived columns
     * @return tables whose rows are not what they were to summaries that are there already
     */
    Set<String> run(Set<String> remade) {
        List<String> outdated =
                made.keySet().stream()
                        .filter(DerivedUpgrade::isDerived)
                        .filter(object -> isOutdated(object, remade))
                        .toList();
        Set<String> changed = new LinkedHashSet<>();
        outdated.forEach(object -> changed.add(tableOf(object)));
        drop(outdated, remade);
        for (TableDefinition table : pipeline.tables()) {
            List<DerivedColumn> columns =
                    table.derivation().all().stream()
                            .filter(
                                    column ->
                                            !made.containsKey(column.object())
                                                    || outdated.contains(column.object()))
                            .toList();
            if (!columns.isEmpty()) {
                add(table, columns);
            }
            if (columns.stream().anyMatch(column -> column.name().equals(RowColumns.ROW_COUNTS))) {
                changed.add(table.name());
            }
        }
        return changed;
    }

    private boolean isOutdated(String object, Set<String> remade) {
        DerivedColumn column = declared.get(object);
        return column == null
                || remade.contains(column.table())
                || !column.canonical().equals(made.get(object));
    }

    private void drop(List<String> objects, Set<String> remade) {
        Map<String, List<String>> byTable =
                objects.stream().collect(Collectors.groupingBy(DerivedUpgrade::tableOf));
        byTable.forEach(
                (table, outdated) -> {
                    if (!remade.contains(table)) {
                        script.run(
                                "alter table if exists %s %s"
                                        .formatted(
                                                SqlText.qualified(pipeline.name(), table),
                                                parts(
                                                        outdated,
                                                        object ->
                                                                "drop column if exists "
                                                                        + SqlText.quoted(
                                                                                columnOf(
                                                                                        object)))));
                    }
                });
        for (String object : objects) {
            script.run(
                    "drop function if exists "
                            + SqlText.qualified(pipeline.name(), ShortName.of(object)));
            script.release(
                    pipeline.name(), tableOf(object), DerivedColumn.declaredAs(columnOf(object)));
            script.unrecord(pipeline.name(), object);
        }
    }

    private void add(TableDefinition table, List<DerivedColumn> columns) {
        String name = SqlText.qualified(pipeline.name(), table.name());
        LOG.infof(
                "Table %s.%s: worked out of the rows held: %s",
                pipeline.name(),
                table.name(),
                columns.stream().map(DerivedColumn::declaredAs).collect(Collectors.joining(", ")));
        for (DerivedColumn column : columns) {
            script.run(column.dropFunction());
            script.run(column.createFunction());
            script.run(column.tryFunction());
        }
        script.run(
                "alter table %s %s"
                        .formatted(
                                name,
                                parts(columns, column -> "add column " + column.declaration())));
        for (DerivedColumn column : columns) {
            script.record(pipeline.name(), column.object(), DERIVED, column.canonical());
        }
        script.run(DerivedSql.failures(table, columns, name));
    }

    private static String tableOf(String object) {
        return object.substring(0, object.indexOf('.'));
    }

    private static String columnOf(String object) {
        return object.substring(object.indexOf('.') + 1);
    }

    private static <T> String parts(List<T> of, Function<T, String> part) {
        return of.stream().map(part).collect(Collectors.joining(", "));
    }
}
