package io.freshet.aggregator.schema;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.SqlText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Brings one pipeline's tables into step with its definition, within one transaction. What the
 * definition says is compared with what the catalogue says each table was made from:
 *
 * <ul>
 *   <li>nothing changed: nothing is done;
 *   <li>a summary is new or changed, or what is worked out of its rows: it is made anew and filled
 *       from the rows, or noted as to be filled where they are many, see {@link SummaryBuilding};
 *   <li>a table of rows is new or changed: it and its summaries are made anew, empty, and the
 *       sources are set back so that their pollers read them from the beginning;
 *   <li>a table or summary is no longer defined: it is dropped.
 * </ul>
 */
final class SchemaUpgrade {

    private static final String ROWS = "rows";
    private static final String SUMMARY = "summary";

    private final PipelineDefinition pipeline;
    private final SqlScript script;
    private final long filledAtOnce;

    /**
     * @param filledAtOnce of how many rows a summary is filled at once, while nobody else applies
     *     anything
     */
    SchemaUpgrade(PipelineDefinition pipeline, SqlScript script, long filledAtOnce) {
        this.pipeline = pipeline;
        this.script = script;
        this.filledAtOnce = filledAtOnce;
    }

    /** Whether another definition than this one has made the pipeline's tables. */
    boolean isOthers() {
        OptionalLong made = script.revision(pipeline.name());
        return made.isPresent() && made.getAsLong() != pipeline.tablesRevision();
    }

    void run() {
        script.run("create schema if not exists " + SqlText.quoted(pipeline.name()));
        // Nobody applies anything until the tables are as they must be.
        script.run(CatalogueSql.LOCK_APPLIED);
        make();
    }

    /** Makes the tables in a schema that is there, while others may go on applying. */
    void make() {
        Map<String, String> made = script.catalogue(pipeline.name());
        Map<String, String> declared = declared();
        JournalUpgrade journal = new JournalUpgrade(pipeline, script, made);
        journal.before(declared);
        for (String object : made.keySet()) {
            if (!declared.containsKey(object) && !DerivedUpgrade.isDerived(object)) {
                script.tell(
                        "Pipeline %s no longer has %s: dropped".formatted(pipeline.name(), object));
                drop(object);
            }
        }
        Set<String> remade = new LinkedHashSet<>();
        for (TableDefinition table : pipeline.tables()) {
            if (!declared.get(table.name()).equals(made.get(table.name()))) {
                remake(table, pipeline.summariesOf(table.name()), declared);
                remade.add(table.name());
            }
        }
        Set<String> altered = new DerivedUpgrade(pipeline, script, made).run(remade);
        journal.after(remade);
        List<SummaryDefinition> changed =
                pipeline.summaries().stream()
                        .filter(summary -> !remade.contains(summary.table()))
                        .filter(
                                summary ->
                                        !declared.get(summary.name())
                                                        .equals(made.get(summary.name()))
                                                || remade.stream().anyMatch(summary::isJoinedTo)
                                                || altered.contains(summary.table())
                                                || altered.stream().anyMatch(summary::isJoinedTo))
                        .toList();
        if (!changed.isEmpty()) {
            script.nextVersion(pipeline.name());
            changed.forEach(summary -> refill(summary, declared));
        }
        index();
        if (pipeline.star().isPresent()) {
            new StarUpgrade(pipeline, script).run(journal.begins());
        }
        if (!remade.isEmpty()) {
            script.setBack(pipeline.name());
        }
        script.setRevision(pipeline.name(), pipeline.tablesRevision());
    }

    private void index() {
        Map<String, String> indexes = TableDdl.indexes(pipeline);
        for (String name : script.indexes(pipeline.name())) {
            if (!indexes.containsKey(name)) {
                script.run("drop index " + SqlText.qualified(pipeline.name(), name));
            }
        }
        indexes.values().forEach(script::run);
    }

    private void remake(
            TableDefinition table,
            List<SummaryDefinition> summaries,
            Map<String, String> declared) {
        script.tell("Table %s.%s is made anew".formatted(pipeline.name(), table.name()));
        drop(table.name());
        script.run(TableDdl.create(pipeline, table));
        record(table.name(), ROWS, declared);
        script.forget(pipeline.name(), table.name());
        for (SummaryDefinition summary : summaries) {
            drop(summary.name());
            create(summary, declared);
        }
    }

    private void refill(SummaryDefinition summary, Map<String, String> declared) {
        drop(summary.name());
        create(summary, declared);
        boolean later =
                script.isLarger(SqlText.qualified(pipeline.name(), summary.table()), filledAtOnce);
        script.tell(
                "Summary %s.%s is made from the rows%s"
                        .formatted(
                                pipeline.name(),
                                summary.name(),
                                later ? ", while everything else goes on" : ""));
        if (later) {
            script.build(pipeline.name(), summary.name());
        } else {
            script.run(TableDdl.fill(pipeline, summary));
        }
    }

    private void create(SummaryDefinition summary, Map<String, String> declared) {
        script.run(TableDdl.create(pipeline, summary));
        record(summary.name(), SUMMARY, declared);
    }

    private void record(String object, String kind, Map<String, String> declared) {
        script.run(CatalogueSql.mark(SqlText.qualified(pipeline.name(), object)));
        script.record(pipeline.name(), object, kind, declared.get(object));
    }

    private void drop(String object) {
        // Only what the catalogue, or its mark, says to be ours: a table that somebody else made
        // stays, and making ours then fails with a message that names it.
        if (script.unrecord(pipeline.name(), object) || script.isMarked(pipeline.name(), object)) {
            script.run(TableDdl.drop(pipeline.name(), object));
            script.stopBuilding(pipeline.name(), object);
        }
    }

    private Map<String, String> declared() {
        Map<String, String> declared = new LinkedHashMap<>();
        for (TableDefinition table : pipeline.tables()) {
            declared.put(table.name(), canonical(table));
            for (SummaryDefinition summary : pipeline.summariesOf(table.name())) {
                declared.put(summary.name(), summary.canonical());
            }
        }
        return declared;
    }

    private String canonical(TableDefinition table) {
        return table.canonical(pipeline.groupColumns(table.name()));
    }
}
