package io.freshet.pipeline;

import java.util.List;

/**
 * The different values that rows have in a column, in ascending order, with how many rows have
 * each: a BigDecimal, a String or a Boolean as the column's type is. Missing values are not among
 * them.
 */
public interface ValueCounts {

    /** How many different values there are. */
    int size();

    /** How many rows have a value. */
    long rows();

    /**
     * The value of one row, were the rows in the order of their values.
     *
     * @param place from 0 to the number of rows less 1
     * @throws IndexOutOfBoundsException where there is no such row
     */
    Object at(long place);

    /** The different values, ascending. */
    List<Object> values();
}
