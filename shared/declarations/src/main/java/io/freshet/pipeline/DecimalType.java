package io.freshet.pipeline;

import java.util.Optional;

/** A number in plain decimal notation; anything else is quarantined and missing. */
public record DecimalType() implements ColumnType {

    static final String WORD = "decimal";

    @Override
    public String warehouseType() {
        return "numeric";
    }

    @Override
    public String cast() {
        return "::numeric";
    }

    @Override
    public boolean isNumber() {
        return true;
    }

    @Override
    public String canonical(boolean grouped) {
        return WORD;
    }

    @Override
    public Optional<RejectionReason> rejection(String raw, String value, boolean grouped) {
        if (!PlainDecimal.matches(value)) {
            return Optional.of(RejectionReason.NOT_A_NUMBER);
        }
        return raw.length() >= ValueLimits.CUT_LENGTH
                ? Optional.of(RejectionReason.TOO_LONG)
                : Optional.empty();
    }
}
