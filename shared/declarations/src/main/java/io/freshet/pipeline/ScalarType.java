package io.freshet.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A type of SQL whose values the warehouse holds in that type. A value that is not one of it, in
 * the form in which PostgreSQL prints it, is quarantined and missing.
 *
 * @param scalar the type
 */
public record ScalarType(Scalar scalar) implements ColumnType {

    private static final Map<String, Scalar> BY_WORD =
            Arrays.stream(Scalar.values())
                    .flatMap(scalar -> scalar.words().stream().map(word -> Map.entry(word, scalar)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** The type that a declaration means; empty where it is none of these. */
    static Optional<ScalarType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT))).map(ScalarType::new);
    }

    /** All words that there are for them. */
    static List<String> all() {
        return Arrays.stream(Scalar.values()).flatMap(scalar -> scalar.words().stream()).toList();
    }

    /** All that there are, as declarations write them. */
    static String words() {
        return Arrays.stream(Scalar.values())
                .map(scalar -> scalar.words().get(0))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String warehouseType() {
        return scalar.warehouseType();
    }

    @Override
    public String cast() {
        return "::" + warehouseType();
    }

    @Override
    public boolean keepsApart(String sourceType) {
        return scalar.words().contains(sourceType);
    }

    @Override
    public boolean takesAll(String sourceType) {
        return scalar.takesAll(sourceType);
    }

    @Override
    public ColumnType widened() {
        return scalar == Scalar.SMALLINT || scalar == Scalar.INTEGER
                ? new ScalarType(Scalar.BIGINT)
                : this;
    }

    @Override
    public boolean isNumber() {
        return scalar.isNumber();
    }

    @Override
    public String canonical(boolean grouped) {
        return scalar.words().get(0);
    }

    @Override
    public String shaped(String text) {
        return scalar.shaped(text);
    }

    @Override
    public Optional<RejectionReason> rejection(String raw, String value, boolean grouped) {
        if (raw.length() >= ValueLimits.CUT_LENGTH) {
            return Optional.of(RejectionReason.TOO_LONG);
        }
        return scalar.rejection(value);
    }
}
