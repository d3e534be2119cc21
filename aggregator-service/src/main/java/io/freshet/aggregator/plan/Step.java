package io.freshet.aggregator.plan;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.aggregator.statement.UpsertRows;
import io.freshet.events.KeyRange;
import io.freshet.events.RowsGone;

/** A part of a transaction that changes one table. */
public sealed interface Step {

    TablePlan plan();

    /**
     * Inserts or replaces rows.
     *
     * @param repair whether the rows are those of a range that was read again
     */
    record Upsert(TablePlan plan, UpsertRows rows, boolean repair) implements Step {}

    /**
     * Deletes the rows of a range that the source no longer holds.
     *
     * @param kept the rows that it does hold there
     */
    record DeleteOthers(TablePlan plan, int source, KeyRange range, NormalisedRows kept)
            implements Step {

        /** Whether it may be more rows than one statement should delete. */
        public boolean isWide() {
            return range.isWiderThan(AggregatorLimits.ROWS_DELETED_AT_ONCE);
        }
    }

    /** Deletes the rows of some keys. */
    record DeleteKeys(TablePlan plan, int source, RowsGone gone) implements Step {}

    /** Computes the checksums of all ranges that {@code keys} touch anew, from the rows held. */
    record SumAgain(TablePlan plan, int source, KeyRange keys) implements Step {}
}
