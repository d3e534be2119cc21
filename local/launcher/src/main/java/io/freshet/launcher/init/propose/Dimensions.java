package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedColumn.Nature;
import io.freshet.launcher.init.described.DescribedTable;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Which columns rows are broken down by: those with few different values that say something. */
final class Dimensions {

    private static final Set<String> TELLING =
            Set.of(
                    "status",
                    "state",
                    "type",
                    "kind",
                    "category",
                    "country",
                    "region",
                    "city",
                    "currency",
                    "channel",
                    "method",
                    "plan",
                    "level",
                    "severity",
                    "stage",
                    "source",
                    "segment",
                    "brand",
                    "department",
                    "location",
                    "language",
                    "reason",
                    "result",
                    "tier",
                    "team",
                    "role",
                    "warehouse",
                    "cnt");
    private static final Set<String> CODES =
            Set.of(
                    "status",
                    "state",
                    "type",
                    "kind",
                    "category",
                    "level",
                    "severity",
                    "stage",
                    "priority",
                    "class",
                    "grade",
                    "rating",
                    "tier",
                    "flag");
    private static final int LONGEST = 60;
    private static final int FEWEST_SEEN = 5;

    private Dimensions() {}

    /** The columns of a table that rows can be broken down by, the most telling first. */
    static List<ProposedColumn> of(ProposedTable table, Set<String> joined) {
        return table.read()
                .filter(column -> column.expression().isEmpty())
                .filter(column -> !table.key().contains(column.name()))
                .filter(column -> !joined.contains(column.name()))
                .filter(column -> isDimension(column, table.origin()))
                .sorted(
                        Comparator.comparing((ProposedColumn column) -> !isTelling(column))
                                .thenComparing(column -> column.origin().nature() != Nature.ENUM)
                                .thenComparing(column -> column.type().equals("boolean")))
                .toList();
    }

    private static boolean isTelling(ProposedColumn column) {
        return Words.anyOf(column.source(), TELLING);
    }

    /** Whether whole numbers are codes of a few kinds. */
    static boolean isCode(ProposedColumn column) {
        return column.origin().isWhole() && CODES.contains(Words.last(column.source()));
    }

    private static boolean isDimension(ProposedColumn column, DescribedTable table) {
        if (column.type().equals("boolean") || column.origin().nature() == Nature.ENUM) {
            return true;
        }
        if (!column.type().equals("text") && !isCode(column)) {
            return false;
        }
        if (column.origin().values().stream().anyMatch(value -> value.length() > LONGEST)) {
            return false;
        }
        OptionalLong different = different(column.origin(), table);
        return different.isPresent()
                && different.getAsLong() > 1
                && different.getAsLong() <= ProposalLimits.GROUPS;
    }

    /** How many different values there are, about; empty where nothing tells. */
    private static OptionalLong different(DescribedColumn column, DescribedTable table) {
        long seen = column.values().stream().distinct().count();
        if (column.distinct().isPresent() && table.rows() > 0) {
            double share = column.distinct().getAsDouble();
            long counted = Math.round(share < 0 ? -share * table.rows() : share);
            return OptionalLong.of(Math.max(counted, seen));
        }
        // As many different ones as half of the rows seen: there will be ever more of them.
        return column.values().size() < FEWEST_SEEN || seen * 2 > column.values().size()
                ? OptionalLong.empty()
                : OptionalLong.of(seen);
    }
}
