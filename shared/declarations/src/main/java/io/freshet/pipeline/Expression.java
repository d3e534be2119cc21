package io.freshet.pipeline;

import java.math.BigDecimal;
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
        return measure.aggregates().stream().findFirst();
    }

    /** The value with {@link #decimals} decimals; empty where the measured column has none. */
    public Optional<BigDecimal> evaluate(GroupState group) {
        return exact(group).map(fraction -> fraction.round(decimals));
    }

    /** The unrounded value; empty where the measured column has none. */
    public Optional<Fraction> exact(GroupState group) {
        return measure.of(group)
                .map(
                        figure ->
                                new Fraction(
                                        figure.numerator(),
                                        divisor.multiply(figure.denominator())));
    }
}
