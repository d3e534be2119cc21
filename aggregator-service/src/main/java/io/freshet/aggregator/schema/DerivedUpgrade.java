package io.freshet.aggregator.schema;

import io.freshet.aggregator.statement.DerivedSql;
import io.freshet.pipeline.DerivedColumn;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.BuildingSql.Stage;
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
     * The tables whose rows will not be what they were to summaries that are there already.
     *
     * @param remade the tables that are made anew
     */
    Set<String> altered(Set<String> remade) {
        Set<String> altered = new LinkedHashSet<>();
        outdated(remade).forEach(object -> altered.add(tableOf(object)));
        for (TableDefinition table : pipeline.tables()) {
            if (missing(table, remade).stream()
                    .anyMatch(column -> column.name().equals(RowColumns.ROW_COUNTS))) {
                altered.add(table.name());
            }
        }
        return altered;
    }

    /** The tables that have columns to be worked out of rows that are held. */
    Set<String> lacking(Set<String> remade) {
        return pipeline.tables().stream()
                .filter(table -> !remade.contains(table.name()))
                .filter(table -> !missing(table, remade).isEmpty())
                .map(TableDefinition::name)
                .collect(Collectors.toSet());
    }

    /**
     * Does it.
     *
     * @param remade the tables that were made anew, so that they have no derived columns
     * @param later the tables of whose held rows it is worked out in the background
     */
    void run(Set<String> remade, Set<String> later) {
        drop(outdated(remade), remade);
        for (TableDefinition table : pipeline.tables()) {
            List<DerivedColumn> columns = missing(table, remade);
            if (!columns.isEmpty()) {
                add(table, columns, later.contains(table.name()));
            }
        }
    }

    private List<String> outdated(Set<String> remade) {
        return made.keySet().stream()
                .filter(DerivedUpgrade::isDerived)
                .filter(object -> isOutdated(object, remade))
                .toList();
    }

    private List<DerivedColumn> missing(TableDefinition table, Set<String> remade) {
        return table.derivation().all().stream()
                .filter(
                        column ->
                                !made.containsKey(column.object())
                                        || isOutdated(column.object(), remade))
                .toList();
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
            script.run(DerivedColumn.dropTriggers(pipeline.name(), object));
            script.run(
                    "drop function if exists "
                            + SqlText.qualified(pipeline.name(), ShortName.of(object)));
            script.release(
                    pipeline.name(), tableOf(object), DerivedColumn.declaredAs(columnOf(object)));
            script.unrecord(pipeline.name(), object);
        }
    }

    private void add(TableDefinition table, List<DerivedColumn> columns, boolean later) {
        String name = SqlText.qualified(pipeline.name(), table.name());
        LOG.infof(
                "Table %s.%s: worked out of the rows held%s: %s",
                pipeline.name(),
                table.name(),
                later ? ", while everything else goes on" : "",
                columns.stream().map(DerivedColumn::declaredAs).collect(Collectors.joining(", ")));
        for (DerivedColumn column : columns) {
            script.run(DerivedColumn.dropTriggers(pipeline.name(), column.object()));
            script.run(column.dropFunction());
            script.run(column.createFunction());
            script.run(column.tryFunction());
        }
        script.run(
                "alter table %s %s"
                        .formatted(
                                name,
                                parts(
                                        columns,
                                        column ->
                                                "add column "
                                                        + (later
                                                                ? column.laterDeclaration()
                                                                : column.declaration()))));
        for (DerivedColumn column : columns) {
            script.record(pipeline.name(), column.object(), DERIVED, column.canonical());
        }
        if (later) {
            columns.forEach(column -> column.triggers(name).forEach(script::run));
            script.build(pipeline.name(), table.name(), Stage.DERIVED);
        } else {
            script.run(DerivedSql.failures(table, columns, name));
        }
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
