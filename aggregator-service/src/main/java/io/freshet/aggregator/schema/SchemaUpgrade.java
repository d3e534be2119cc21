package io.freshet.aggregator.schema;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.BuildingSql.Stage;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.FormerSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummarySql;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Set<String> remade =
                pipeline.tables().stream()
                        .map(TableDefinition::name)
                        .filter(table -> !declared.get(table).equals(made.get(table)))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        DerivedUpgrade derived = new DerivedUpgrade(pipeline, script, made);
        Set<String> altered = derived.altered(remade);
        List<SummaryDefinition> changed = changed(made, declared, remade, altered);
        Set<String> deriving =
                derived.lacking(remade).stream()
                        .filter(table -> !pipeline.isJournalled() && isLarge(table))
                        .collect(Collectors.toSet());
        Set<String> later = later(changed, deriving);
        new FormerCharts(pipeline, script, made)
                .keep(
                        new FormerCharts.Later(
                                Stream.concat(later.stream(), laterIndexes(remade).stream())
                                        .collect(Collectors.toSet()),
                                remade.stream()
                                        .filter(table -> isThere(made, table) && hasRows(table))
                                        .collect(Collectors.toSet()),
                                Stream.concat(altered.stream(), remade.stream())
                                        .collect(Collectors.toSet()),
                                going(made, declared, remade, changed)));
        for (String object : made.keySet()) {
            if (!declared.containsKey(object)
                    && !DerivedUpgrade.isDerived(object)
                    && !FormerSql.isFormer(object)) {
                script.tell(
                        "Pipeline %s no longer has %s: dropped".formatted(pipeline.name(), object));
                drop(object);
            }
        }
        for (String table : remade) {
            remake(pipeline.table(table), pipeline.summariesOf(table), declared);
        }
        derived.run(remade, deriving);
        journal.after(remade);
        if (!changed.isEmpty()) {
            script.nextVersion(pipeline.name());
            changed.forEach(summary -> refill(summary, declared, later.contains(summary.name())));
        }
        index();
        if (pipeline.star().isPresent()) {
            new StarUpgrade(pipeline, script).run(journal.begins());
        }
        if (!remade.isEmpty()) {
            script.setBack(pipeline.name());
        }
        script.setRevision(pipeline.name(), pipeline.tablesRevision(), pipeline.text());
    }

    /** The summaries that are made from rows that are held. */
    private List<SummaryDefinition> changed(
            Map<String, String> made,
            Map<String, String> declared,
            Set<String> remade,
            Set<String> altered) {
        return pipeline.summaries().stream()
                .filter(summary -> !remade.contains(summary.table()))
                .filter(
                        summary ->
                                !declared.get(summary.name()).equals(made.get(summary.name()))
                                        || remade.stream().anyMatch(summary::isJoinedTo)
                                        || altered.contains(summary.table())
                                        || altered.stream().anyMatch(summary::isJoinedTo))
                .toList();
    }

    /**
     * What is filled after the upgrade, while everything else goes on: what is made of many rows,
     * and of rows of which something is still to be worked out.
     */
    private Set<String> later(List<SummaryDefinition> changed, Set<String> deriving) {
        Set<String> unfinished =
                pipeline.tables().stream()
                        .map(TableDefinition::name)
                        .filter(
                                table ->
                                        deriving.contains(table)
                                                || script.isBuilding(pipeline.name(), table))
                        .collect(Collectors.toSet());
        return changed.stream()
                .filter(
                        summary ->
                                isLarge(summary.table())
                                        || unfinished.contains(summary.table())
                                        || unfinished.stream().anyMatch(summary::isJoinedTo))
                .map(SummaryDefinition::name)
                .collect(Collectors.toSet());
    }

    /** The objects that are dropped, or made anew. */
    private Set<String> going(
            Map<String, String> made,
            Map<String, String> declared,
            Set<String> remade,
            List<SummaryDefinition> changed) {
        Set<String> going = new LinkedHashSet<>(made.keySet());
        going.removeAll(declared.keySet());
        changed.forEach(summary -> going.add(summary.name()));
        remade.forEach(
                table -> pipeline.summariesOf(table).forEach(summary -> going.add(summary.name())));
        return going;
    }

    private static boolean isThere(Map<String, String> made, String object) {
        return !made.getOrDefault(object, "").isEmpty();
    }

    private boolean isLarge(String table) {
        return script.isLarger(SqlText.qualified(pipeline.name(), table), filledAtOnce);
    }

    private boolean hasRows(String table) {
        return script.isLarger(SqlText.qualified(pipeline.name(), table), 0);
    }

    private void index() {
        Map<String, TableDdl.Index> indexes = TableDdl.indexes(pipeline);
        List<String> there = script.indexes(pipeline.name());
        List<String> needed = script.neededByFormerCharts(pipeline.name());
        for (String name : there) {
            if (!indexes.containsKey(name) && !needed.contains(name)) {
                script.run(TableDdl.dropIndex(pipeline, name, false));
            }
        }
        script.stopBuildingIndexes(pipeline.name());
        indexes.forEach(
                (name, index) -> {
                    if (there.contains(name)) {
                        return;
                    }
                    if (isLarge(index.table())) {
                        script.build(pipeline.name(), name, index.stage());
                    } else {
                        script.run(TableDdl.dropIndex(pipeline, name, false));
                        script.run(index.make());
                    }
                });
        List<String> byVersion = script.indexedByVersion(pipeline.name());
        pipeline.summaries().stream()
                .filter(SummaryDefinition::mayBeLarge)
                .map(SummaryDefinition::name)
                .filter(name -> !byVersion.contains(name))
                .forEach(
                        name ->
                                script.run(
                                        SummarySql.indexChanges(
                                                SqlText.qualified(pipeline.name(), name))));
    }

    /** The indexes that are made after the upgrade. */
    private Set<String> laterIndexes(Set<String> remade) {
        List<String> there = script.indexes(pipeline.name());
        return TableDdl.indexes(pipeline).entrySet().stream()
                .filter(index -> !there.contains(index.getKey()))
                .filter(index -> !remade.contains(index.getValue().table()))
                .filter(index -> isLarge(index.getValue().table()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
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

    private void refill(SummaryDefinition summary, Map<String, String> declared, boolean later) {
        drop(summary.name());
        create(summary, declared);
        script.tell(
                "Summary %s.%s is made from the rows%s"
                        .formatted(
                                pipeline.name(),
                                summary.name(),
                                later ? ", while everything else goes on" : ""));
        if (later) {
            script.build(pipeline.name(), summary.name(), Stage.SUMMARY);
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
