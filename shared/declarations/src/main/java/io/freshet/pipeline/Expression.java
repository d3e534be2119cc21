package io.freshet.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number made of one summary row: {@code count}, {@code sum(column)} or {@code mean(column)},
 * perhaps divided by a constant, rounded once, half up (away from zero), to some decimals.
 *
 * @param measure what is measured
 * @param divisor what the measure is divided by, not 0; 1 by default
 * @param decimals how many decimals are shown, 0 to 12
 */
public record Expression(Measure measure, BigDecimal divisor, int decimals) {

    private static final Pattern SYNTAX =
            Pattern.compile(
                    "(?:(count)|(sum|mean)\\(\\s*([a-z_][a-z0-9_]*)\\s*\\))"
                            + "(?:\\s*/\\s*(\\d+(?:\\.\\d+)?))?"
                            + "(?:\\s+round\\s+(\\d{1,2}))?");

    /** What is measured. */
    public sealed interface Measure {

        /** The number of rows. */
        record Count() implements Measure {}

        /** The sum of a column's values; none where there is no value. */
        record Sum(String column) implements Measure {}

        /** The mean of a column's values; none where there is no value. */
        record Mean(String column) implements Measure {}
    }

    /**
     * Reads an expression such as {@code mean(minutes) / 60 round 1}.
     *
     * @throws IllegalArgumentException with a sentence for users if it is none
     */
    public static Expression parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    ("\"%s\" is no expression; write count, sum(column) or mean(column), perhaps"
                                    + " followed by \"/ number\" and \"round decimals\"")
                            .formatted(text));
        }
        Measure measure;
        if (matcher.group(1) != null) {
            measure = new Measure.Count();
        } else if (matcher.group(2).equals("sum")) {
            measure = new Measure.Sum(matcher.group(3));
        } else {
            measure = new Measure.Mean(matcher.group(3));
        }
        BigDecimal divisor =
                matcher.group(4) == null ? BigDecimal.ONE : new BigDecimal(matcher.group(4));
        int decimals = matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
        if (divisor.signum() == 0 || decimals > 12) {
            throw new IllegalArgumentException(
                    "\"%s\": divide by something other than 0, and round to at most 12 decimals"
                            .formatted(text));
        }
        return new Expression(measure, divisor, decimals);
    }

    /** The column that is measured, if any. */
    public Optional<String> column() {
        if (measure instanceof Measure.Sum sum) {
            return Optional.of(sum.column());
        }
        return measure instanceof Measure.Mean mean ? Optional.of(mean.column()) : Optional.empty();
    }

    /**
     * The expression's value with {@link #decimals} decimals.
     *
     * @param rows the number of rows
     * @param counts gives how many values a column has
     * @param sums gives the exact sum of a column's values
     * @return empty where the measured column has no value
     */
    public Optional<BigDecimal> evaluate(
            long rows, ToLongFunction<String> counts, Function<String, BigDecimal> sums) {
        return exact(rows, counts, sums).map(fraction -> fraction.round(decimals));
    }

    /**
     * The expression's unrounded value.
     *
     * @param rows the number of rows
     * @param counts gives how many values a column has
     * @param sums gives the exact sum of a column's values
     * @return empty where the measured column has no value
     */
    public Optional<Fraction> exact(
            long rows, ToLongFunction<String> counts, Function<String, BigDecimal> sums) {
        if (measure instanceof Measure.Count) {
            return Optional.of(new Fraction(BigDecimal.valueOf(rows), divisor));
        }
        String column = column().orElseThrow();
        long count = counts.applyAsLong(column);
        if (count == 0) {
            return Optional.empty();
        }
        BigDecimal sum = sums.apply(column);
        return Optional.of(
                measure instanceof Measure.Sum
                        ? new Fraction(sum, divisor)
                        : new Fraction(sum, divisor.multiply(BigDecimal.valueOf(count))));
    }

    /**
     * An exact quotient.
     *
     * @param numerator any number
     * @param denominator a number above 0
     */
    public record Fraction(BigDecimal numerator, BigDecimal denominator)
            implements Comparable<Fraction> {

        /** The quotient rounded half up, away from zero. */
        public BigDecimal round(int decimals) {
            return numerator.divide(denominator, decimals, RoundingMode.HALF_UP);
        }

        /** Compares exactly, by cross-multiplication. */
        @Override
        public int compareTo(Fraction other) {
            return numerator
                    .multiply(other.denominator)
                    .compareTo(other.numerator.multiply(denominator));
        }
    }
}
