package io.freshet.aggregator.intake;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.events.KeyRange;
import io.freshet.events.Position;
import io.freshet.events.RowsGone;

/** A change event that has been read and checked, and waits to be applied. */
public sealed interface PreparedChange {

    /** Where the event stands in its source's stream. */
    Position position();

    /** How much work it is, in rows: as many as it carries, or may delete. */
    default int size() {
        return 0;
    }

    /**
     * An epoch opens.
     *
     * @param understood whether its events go by the definition that runs here
     */
    record Opened(Position position, boolean understood) implements PreparedChange {}

    /**
     * An event that went to the dead-letter queue: its place in the stream is taken, so that what
     * follows is in order.
     */
    record Passed(Position position) implements PreparedChange {}

    /**
     * Rows in the state that they have in the source.
     *
     * @param since when the oldest of them was committed or first seen, in microseconds since 1970
     */
    record Rows(Position position, TablePlan plan, NormalisedRows rows, long since)
            implements PreparedChange {
        @Override
        public int size() {
            return rows.size();
        }
    }

    /**
     * All rows that the source holds within a range of keys.
     *
     * @param refilled whether rows under known keys are new rows
     * @param since when the range was read, in microseconds since 1970
     */
    record Range(
            Position position,
            TablePlan plan,
            KeyRange range,
            NormalisedRows rows,
            boolean refilled,
            long since)
            implements PreparedChange {
        @Override
        public int size() {
            return range.isWiderThan(AggregatorLimits.ROWS_DELETED_AT_ONCE)
                    ? AggregatorLimits.ROWS_DELETED_AT_ONCE
                    : rows.size();
        }
    }

    /** Keys under which the source holds no row any more. */
    record Gone(TablePlan plan, RowsGone event) implements PreparedChange {
        @Override
        public Position position() {
            return event.position();
        }

        @Override
        public int size() {
            return event.keys().length;
        }
    }

    /** A range of keys of which the checksums are to be computed anew. */
    record Doubted(Position position, TablePlan plan, KeyRange range) implements PreparedChange {}
}
