package io.freshet.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in plain decimal notation; anything else is quarantined and missing, and so is a number
 * that the declared digits cannot hold unrounded.
 *
 * @param digits how many digits there may be, if that is declared
 */
public record DecimalType(Optional<Digits> digits) implements ColumnType {

    /** How declarations write it, for error messages. */
    static final String FORMS = "decimal, numeric or numeric(precision, scale)";

    /** Those of its words that stand without digits. */
    static final List<String> WORDS = List.of("decimal", "numeric");

    static final Pattern DECLARED =
            Pattern.compile(
                    "(?:decimal|numeric)(?:\\(\\s*(?<precision>[0-9]{1,3})\\s*"
                            + "(?:,\\s*(?<scale>[0-9]{1,3})\\s*)?\\))?");

    /** A number with as many digits as it likes. */
    public DecimalType() {
        this(Optional.empty());
    }

    /**
     * How many digits a number may have.
     *
     * @param precision all of them
     * @param scale those behind the point
     */
    public record Digits(int precision, int scale) {

        private boolean hold(BigDecimal number) {
            BigDecimal bare = number.stripTrailingZeros();
            return bare.signum() == 0
                    || (bare.scale() <= scale
                            && bare.precision() - bare.scale() <= precision - scale);
        }
    }

    /** The type that a declaration means; empty where it is none of numbers. */
    static Optional<DecimalType> of(String word) {
        Matcher declared = DECLARED.matcher(word);
        if (!declared.matches()) {
            return Optional.empty();
        }
        String precision = declared.group("precision");
        String scale = declared.group("scale");
        return Optional.of(
                new DecimalType(
                        Optional.ofNullable(precision)
                                .map(
                                        text ->
                                                new Digits(
                                                        Integer.parseInt(text),
                                                        scale == null
                                                                ? 0
                                                                : Integer.parseInt(scale)))));
    }

    @Override
    public boolean keepsApart(String sourceType) {
        return sourceType.equals("numeric");
    }

    @Override
    public boolean takesAll(String sourceType) {
        return sourceType.equals("numeric") || Scalar.BIGINT.takesAll(sourceType);
    }

    @Override
    public ColumnType widened() {
        return new DecimalType();
    }

    @Override
    public String warehouseType() {
        return "numeric";
    }

    @Override
    public String cast() {
        return "::numeric";
    }

    @Override
    public String rounding() {
        return digits.map(most -> "::numeric(%d, %d)".formatted(most.precision(), most.scale()))
                .orElse("");
    }

    @Override
    public boolean isNumber() {
        return true;
    }

    @Override
    public String canonical(boolean grouped) {
        return "decimal"
                + digits.map(most -> "(%d, %d)".formatted(most.precision(), most.scale()))
                        .orElse("");
    }

    @Override
    public Optional<RejectionReason> rejection(String raw, String value, boolean grouped) {
        if (!PlainDecimal.matches(value)) {
            return Optional.of(RejectionReason.NOT_A_NUMBER);
        }
        if (raw.length() >= ValueLimits.CUT_LENGTH) {
            return Optional.of(RejectionReason.TOO_LONG);
        }
        return digits.isPresent() && !digits.get().hold(new BigDecimal(value))
                ? Optional.of(RejectionReason.NOT_OF_TYPE)
                : Optional.empty();
    }
}
