package io.freshet.charts.warehouse;

import io.freshet.pipeline.Grouping;
import io.freshet.pipeline.StateColumn;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.warehouse.layout.RowColumns;
import io.freshet.warehouse.layout.SummarySql;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements that read a summary table, each put together once, as they are run at every
 * refresh. Not thread-safe.
 */
final class SummaryStatements {

    private final String name;
    private final SummaryDefinition definition;
    private final boolean windowed;
    private final Map<Reading, String> made = new HashMap<>();

    private record Reading(boolean everything, boolean byIndex) {}

    /**
     * @param name the table's qualified name
     * @param windowed whether only rows from the window's start are read
     */
    SummaryStatements(String name, SummaryDefinition definition, boolean windowed) {
        this.name = name;
        this.definition = definition;
        this.windowed = windowed;
    }

    /**
     * Reads what changed.
     *
     * @param everything whether sources that are not named count, too
     * @param byIndex whether by the index of what changed; not where the table is windowed
     */
    String changes(boolean everything, boolean byIndex) {
        return made.computeIfAbsent(new Reading(everything, byIndex), this::make);
    }

    private String make(Reading reading) {
        return reading.byIndex
                ? SummarySql.changesByIndex(name, columns(), reading.everything)
                : SummarySql.changes(name, columns(), reading.everything, windowed);
    }

    /** What is selected of the table, called s: source, group, and its columns of numbers. */
    private String columns() {
        Grouping grouping = definition.grouping();
        StringBuilder columns = new StringBuilder(column(RowColumns.SOURCE_ID));
        columns.append(", ").append(grouping.selected(column(grouping.column())));
        for (StateColumn state : definition.stateColumns()) {
            columns.append(", ").append(column(state.name()));
        }
        return columns.toString();
    }

    private static String column(String name) {
        return "s." + name;
    }
}
