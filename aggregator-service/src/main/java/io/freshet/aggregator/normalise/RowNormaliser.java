package io.freshet.aggregator.normalise;

import io.freshet.events.RowBlock;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ContractRule;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns rows as a source holds them into rows as its table declares them: what {@code
 * docs/events.md} says about values. Stateless and thread-safe.
 */
public final class RowNormaliser {

    // What a timestamptz can hold, within what people write with four digits.
    private static final long EARLIEST = micros("0001-01-01T00:00:00Z");
    private static final long LATEST = micros("9999-12-31T00:00:00Z");

    private final TableDefinition table;
    private final Set<String> groupColumns;
    private final Set<String> joinKeys;
    private final SetAside aside;

    /**
     * @param groupColumns the columns whose values are indexed
     * @param joinKeys the columns that hold keys by which rows of other tables are joined
     */
    public RowNormaliser(TableDefinition table, Set<String> groupColumns, Set<String> joinKeys) {
        this.table = table;
        this.aside = new SetAside(table.contract());
        this.groupColumns = Set.copyOf(groupColumns);
        this.joinKeys = Set.copyOf(joinKeys);
    }

    /** What normalises rows of a table of a pipeline. */
    public static RowNormaliser of(PipelineDefinition pipeline, TableDefinition table) {
        return new RowNormaliser(
                table, pipeline.groupColumns(table.name()), pipeline.joinKeys(table.name()));
    }

    /**
     * Whether a batch has exactly the columns that the table declares, in any order; some of them
     * may be missing where the table's contract lives with that.
     */
    public boolean fits(List<String> columns) {
        Set<String> declared = Set.copyOf(table.columnNames());
        return Set.copyOf(columns).size() == columns.size()
                && declared.containsAll(columns)
                && (columns.size() == declared.size() || table.contract().readsFurther());
    }

    /** Whether a row with a value that is not of its type is set aside whole. */
    public boolean setsWrongValuesAsideWithTheirRows() {
        return table.contract().types() == ContractRule.SET_ROW_ASIDE;
    }

    /**
     * Normalises a batch.
     *
     * @param attributes the attributes of the source that the rows are of
     * @throws IllegalArgumentException where the batch does not {@link #fits fit}
     */
    public NormalisedRows normalise(RowBlock rows, Map<String, String> attributes) {
        if (!fits(rows.columns())) {
            throw new IllegalArgumentException("not the columns of " + table.name());
        }
        List<RejectedValue> rejected = new ArrayList<>();
        String[][] values = new String[table.heldColumns().size()][];
        for (int index = 0; index < table.columns().size(); index++) {
            ColumnDefinition column = table.columns().get(index);
            ColumnNormaliser normaliser =
                    new ColumnNormaliser(
                            column,
                            groupColumns.contains(column.name()),
                            joinKeys.contains(column.name()),
                            table.missing(),
                            attributes);
            int place = rows.columns().indexOf(column.name());
            String[] raw = place < 0 ? new String[rows.size()] : rows.values(place);
            if (place < 0) {
                aside.gone(column, rows.size()).forEach(rejected::add);
            } else if (column.isFurther()) {
                aside.further(column, raw).forEach(rejected::add);
                raw = aside.holdsFurther() ? raw : new String[rows.size()];
            }
            values[index] = normaliser.normalise(raw);
            rejected.addAll(normaliser.rejected());
        }
        if (values.length > table.columns().size()) {
            values[table.columns().size()] = aside.marks(rows.size(), rejected);
        }
        rejected.sort(Comparator.comparingInt(RejectedValue::row));
        return new NormalisedRows(
                rows.keys(),
                rows.digests(),
                knownTimes(rows.times()),
                values,
                rejected,
                rows.ownTimes());
    }

    private static long[] knownTimes(long[] times) {
        return Arrays.stream(times)
                .map(time -> time < EARLIEST || time > LATEST ? RowBlock.NO_TIME : time)
                .toArray();
    }

    private static long micros(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000;
    }
}
