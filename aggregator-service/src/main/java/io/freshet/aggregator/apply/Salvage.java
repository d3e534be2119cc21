package io.freshet.aggregator.apply;

import io.freshet.aggregator.statement.UpsertRows;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds out how many of its values a row can be written with that is refused with all of them. Asks
 * as few times as it can: a table may have hundreds of columns.
 */
final class Salvage {

    private final UpsertRows row;
    private final Predicate<UpsertRows> taken;
    private final List<Integer> columns;
    private UpsertRows kept;

    /**
     * @param row the one row
     * @param width how many columns it has
     * @param taken whether the warehouse takes a row; it takes one without any value
     */
    Salvage(UpsertRows row, int width, Predicate<UpsertRows> taken) {
        this.row = row;
        this.taken = taken;
        this.columns =
                IntStream.range(0, width)
                        .filter(column -> row.value(column, 0) != null)
                        .boxed()
                        .toList();
        this.kept = row.emptied();
    }

    /** The row without those of its values that are refused, whichever others it has. */
    UpsertRows withoutThoseRefused() {
        keep(columns);
        return kept;
    }

    private void keep(List<Integer> some) {
        UpsertRows more = kept;
        for (int column : some) {
            more = more.with(column, row);
        }
        if (taken.test(more)) {
            kept = more;
        } else if (some.size() > 1) {
            int middle = some.size() / 2;
            keep(some.subList(0, middle));
            keep(some.subList(middle, some.size()));
        }
    }

    /** The row without the longest of its values: so few of them that it is not too large. */
    UpsertRows withoutTheLongest() {
        List<Integer> longestFirst =
                columns.stream()
                        .sorted(
                                Comparator.comparingInt(
                                        column ->
                                                -Objects.requireNonNull(row.value(column, 0))
                                                        .length()))
                        .toList();
        int fewest = 0;
        int enough = longestFirst.size();
        while (fewest < enough) {
            int tried = (fewest + enough) / 2;
            UpsertRows rest = row.emptied();
            for (int column : longestFirst.subList(tried, longestFirst.size())) {
                rest = rest.with(column, row);
            }
            if (taken.test(rest)) {
                kept = rest;
                enough = tried;
            } else {
                fewest = tried + 1;
            }
        }
        return kept;
    }
}
