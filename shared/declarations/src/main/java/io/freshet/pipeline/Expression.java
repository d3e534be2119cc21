package io.freshet.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
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
                    "(?<measure>[a-z_]+)(?:\\(\\s*(?<column>[a-z_][a-z0-9_]*)\\s*\\))?"
                            + "(?:\\s*/\\s*(?<divisor>\\d+(?:\\.\\d+)?))?"
                            + "(?:\\s+round\\s+(?<decimals>\\d{1,2}))?");

    private static final int MOST_DECIMALS = 12;

    /**
     * Reads an expression such as {@code mean(minutes) / 60 round 1}.
     *
     * @throws IllegalArgumentException with a sentence for users if it is none
     */
    public static Expression parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        Optional<Measure> measure =
                matcher.matches()
                        ? Measure.of(matcher.group("measure"), matcher.group("column"))
                        : Optional.empty();
        if (measure.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no expression; write %s, perhaps followed by \"/ number\" and \"round decimals\""
                            .formatted(text, Measure.FORMS));
        }
        String divisorText = matcher.group("divisor");
        String decimalsText = matcher.group("decimals");
        BigDecimal divisor = divisorText == null ? BigDecimal.ONE : new BigDecimal(divisorText);
        int decimals = decimalsText == null ? 0 : Integer.parseInt(decimalsText);
        if (divisor.signum() == 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException(
                    "\"%s\": divide by something other than 0, and round to at most %d decimals"
                            .formatted(text, MOST_DECIMALS));
        }
        return new Expression(measure.get(), divisor, decimals);
    }

    /** What a summary must keep for it, if anything. */
    public Optional<Aggregate> aggregate() {
        return measure.aggregate();
    }

    /**
     * The expression's value with {@link #decimals} decimals.
     *
     * @param rows the number of rows
     * @param state the {@link #aggregate}'s state columns; empty where there is none
     * @return empty where the measured column has no value
     */
    public Optional<BigDecimal> evaluate(long rows, List<BigDecimal> state) {
        return exact(rows, state).map(fraction -> fraction.round(decimals));
    }

    /** The expression's unrounded value; parameters and result as of {@link #evaluate}. */
    public Optional<Fraction> exact(long rows, List<BigDecimal> state) {
        return measure.of(rows, state)
                .map(
                        figure ->
                                new Fraction(
                                        figure.numerator(),
                                        divisor.multiply(figure.denominator())));
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
