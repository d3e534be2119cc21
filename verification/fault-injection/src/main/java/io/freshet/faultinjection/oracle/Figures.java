package io.freshet.faultinjection.oracle;

import java.math.BigDecimal;

/**
 * Sum and number of the values of one column.
 *
 * @param values how many rows have one
 * @param sum their exact sum
 */
record Figures(long values, BigDecimal sum) {

    static final Figures NONE = new Figures(0, BigDecimal.ZERO);

    Figures plus(Figures other) {
        return new Figures(values + other.values, sum.add(other.sum));
    }
}
