package io.freshet.aggregator.schema;

import io.freshet.pipeline.DerivedColumn;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.JournalSql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Journals what a change of the definition does to rows that are held, so that who reads the
 * journal alone knows every row as it is held: those of a table that is made anew go, those of
 * which something else is worked out change, and those that are held when the journal begins come.
 */
final class JournalUpgrade {

    private final PipelineDefinition pipeline;
    private final SqlScript script;
    private final Map<String, String> made;
    private boolean began;
    private boolean versioned;

    /**
     * @param made the catalogue before the upgrade
     */
    JournalUpgrade(PipelineDefinition pipeline, SqlScript script, Map<String, String> made) {
        this.pipeline = pipeline;
        this.script = script;
        this.made = made;
    }

    /**
     * Journals what goes; before any table is changed.
     *
     * @param declared what tables are to be made from
     */
    void before(Map<String, String> declared) {
        if (!pipeline.isJournalled()) {
            script.stopJournal(pipeline.name());
            return;
        }
        began = script.startJournal(pipeline.name());
        if (!began) {
            for (String table : script.tablesOfRows(pipeline.name())) {
                if (!made.get(table).equals(declared.get(table))) {
                    journal(table, false);
                }
            }
        }
    }

    /**
     * Journals what came and what changed; once all tables are as they must be.
     *
     * @param remade the tables that were made anew and are empty
     */
    void after(Set<String> remade) {
        if (!pipeline.isJournalled()) {
            return;
        }
        for (TableDefinition table : pipeline.tables()) {
            if (!remade.contains(table.name())
                    && (began || !derivedBefore(table).equals(derivedNow(table)))) {
                journal(table.name(), true);
            }
        }
    }

    /** Whether the journal begins with this upgrade. */
    boolean begins() {
        return began;
    }

    private void journal(String table, boolean present) {
        if (!versioned) {
            script.nextVersion(pipeline.name());
            versioned = true;
        }
        script.run(JournalSql.all(pipeline.name(), table, present));
    }

    private Map<String, String> derivedBefore(TableDefinition table) {
        Map<String, String> columns = new TreeMap<>(made);
        columns.keySet().removeIf(object -> !object.startsWith(table.name() + "."));
        return columns;
    }

    private static Map<String, String> derivedNow(TableDefinition table) {
        List<DerivedColumn> columns = table.derivation().all();
        return columns.stream()
                .collect(Collectors.toMap(DerivedColumn::object, DerivedColumn::canonical));
    }
}
