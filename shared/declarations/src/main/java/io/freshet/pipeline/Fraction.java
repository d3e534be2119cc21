package io.freshet.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact quotient.
 *
 * @param numerator any number
 * @param denominator a number above 0
 */
public record Fraction(BigDecimal numerator, BigDecimal denominator)
        implements Comparable<Fraction> {

    /** With so many decimals a quotient is shown where a chart does not say how many. */
    public static final int USUAL_DECIMALS = 6;

    // Digits of a root: far more than anybody is shown.
    private static final MathContext ROOT = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final BigDecimal ROOT_PLACES = BigDecimal.TEN.pow(30);

    /** A number as it is. */
    public static Fraction of(BigDecimal number) {
        return new Fraction(number, BigDecimal.ONE);
    }

    /** The quotient rounded half up, away from zero. */
    public BigDecimal round(int decimals) {
        return numerator.divide(denominator, decimals, RoundingMode.HALF_UP);
    }

    /** The number as it is shown: exact, or a quotient with {@link #USUAL_DECIMALS}. */
    public BigDecimal shown() {
        return denominator.compareTo(BigDecimal.ONE) == 0 ? numerator : round(USUAL_DECIMALS);
    }

    public Fraction plus(Fraction other) {
        return denominator.compareTo(other.denominator) == 0
                ? new Fraction(numerator.add(other.numerator), denominator)
                : new Fraction(
                        numerator
                                .multiply(other.denominator)
                                .add(other.numerator.multiply(denominator)),
                        denominator.multiply(other.denominator));
    }

    public Fraction negated() {
        return new Fraction(numerator.negate(), denominator);
    }

    public Fraction times(Fraction other) {
        return new Fraction(
                numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** The quotient of both; empty where the other is 0. */
    public Optional<Fraction> over(Fraction other) {
        BigDecimal divisor = denominator.multiply(other.numerator);
        BigDecimal dividend = numerator.multiply(other.denominator);
        return switch (divisor.signum()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Fraction(dividend, divisor));
            default -> Optional.of(new Fraction(dividend.negate(), divisor.negate()));
        };
    }

    /** The square root of a quotient that is not below 0, to more digits than are ever shown. */
    public Fraction root() {
        BigDecimal root = numerator.divide(denominator, ROOT).sqrt(ROOT);
        return new Fraction(root.multiply(ROOT_PLACES), ROOT_PLACES);
    }

    /** Compares exactly, by cross-multiplication. */
    @Override
    public int compareTo(Fraction other) {
        return numerator
                .multiply(other.denominator)
                .compareTo(other.numerator.multiply(denominator));
    }
}
