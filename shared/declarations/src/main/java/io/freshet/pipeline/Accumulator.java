package io.freshet.pipeline;

import java.math.BigDecimal;

/** Adds up what rows add to the state columns of an aggregate. Not thread-safe. */
public interface Accumulator {

    /**
     * Adds a row.
     *
     * @param value the row's value of the aggregated column, valid for the column's type; null
     *     where missing
     */
    void add(String value);

    /** What all rows so far add to a state column, by its place. */
    BigDecimal state(int index);
}
