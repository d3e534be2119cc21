package io.freshet.aggregator.normalise;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ContractRule;
import io.freshet.pipeline.RejectionReason;
import io.freshet.pipeline.TableContract;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a table's contract sets aside of rows, beside values that are not of their type. */
final class SetAside {

    private static final Set<String> OF_COLUMNS =
            Set.of(RejectionReason.NO_COLUMN.text(), RejectionReason.NOT_DECLARED.text());

    private final TableContract contract;

    SetAside(TableContract contract) {
        this.contract = contract;
    }

    /** What is said of rows whose source does not have a column any more. */
    Stream<RejectedValue> gone(ColumnDefinition column, int rows) {
        return followsColumns()
                ? Stream.empty()
                : IntStream.range(0, rows)
                        .mapToObj(
                                row ->
                                        new RejectedValue(
                                                row,
                                                column.name(),
                                                "",
                                                RejectionReason.NO_COLUMN.text()));
    }

    /** What is said of what rows have in columns that are not declared. */
    Stream<RejectedValue> further(ColumnDefinition column, String[] values) {
        return followsColumns()
                ? Stream.empty()
                : IntStream.range(0, values.length)
                        .filter(row -> values[row] != null)
                        .mapToObj(
                                row ->
                                        new RejectedValue(
                                                row,
                                                column.name(),
                                                values[row],
                                                RejectionReason.NOT_DECLARED.text()));
    }

    /** Whether what is read of columns that are not declared is held with its row. */
    boolean holdsFurther() {
        return !contract.columns().equals(Optional.of(ContractRule.SET_VALUE_ASIDE));
    }

    /** Of each row whether it is set aside, as the warehouse takes it. */
    String[] marks(int rows, List<RejectedValue> rejected) {
        String[] marks = new String[rows];
        Arrays.fill(marks, String.valueOf(false));
        for (RejectedValue value : rejected) {
            ContractRule rule =
                    OF_COLUMNS.contains(value.reason())
                            ? contract.columns().orElseThrow()
                            : contract.types();
            if (rule == ContractRule.SET_ROW_ASIDE) {
                marks[value.row()] = String.valueOf(true);
            }
        }
        return marks;
    }

    private boolean followsColumns() {
        return contract.columns().equals(Optional.of(ContractRule.FOLLOW));
    }
}
