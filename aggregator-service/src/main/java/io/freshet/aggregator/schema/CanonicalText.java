package io.freshet.aggregator.schema;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.ColumnMeaning;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.SummaryDefinition.Grouping;
import io.freshet.pipeline.TableDefinition;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A definition as a text that differs exactly where a table made from it would hold something else.
 */
final class CanonicalText {

    private CanonicalText() {}

    /**
     * @param grouped the columns that summaries of the table group by: what they hold is bounded
     */
    static String of(TableDefinition table, Set<String> grouped) {
        return "source=%s.%s key=%s time=%s missing=%s columns=%s"
                .formatted(
                        table.schema(),
                        table.name(),
                        table.key(),
                        table.time().orElse("-"),
                        new TreeSet<>(table.missing()),
                        table.columns().stream()
                                .map(column -> of(column, grouped.contains(column.name())))
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    static String of(SummaryDefinition summary) {
        Grouping grouping = summary.grouping();
        String by =
                grouping instanceof Grouping.ByTime time
                        ? "every %d minutes".formatted(time.minutes())
                        : SummaryGroup.group(summary);
        return "table=%s by=%s sum=%s".formatted(summary.table(), by, summary.sums());
    }

    private static String of(ColumnDefinition column, boolean grouped) {
        ColumnMeaning meaning = column.meaning();
        if (meaning instanceof ColumnMeaning.Decimal) {
            return column.name() + " decimal";
        }
        if (meaning instanceof ColumnMeaning.Code code) {
            return "%s code /%s/ otherwise %s"
                    .formatted(
                            column.name(), code.pattern().pattern(), code.otherwise().orElse("-"));
        }
        // A text that rows are grouped by is quarantined where it is too long for an index.
        return column.name() + (grouped ? " group text" : " text");
    }
}
