package io.freshet.pipeline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The types of SQL that columns may have beside text and numeric. */
enum Scalar {
    SMALLINT("smallint | int2") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
        }
    },
    INTEGER("integer | int | int4") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    },
    BIGINT("bigint | int8") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    },
    /** Held as the number that the source prints, so that sums are exact whatever their order. */
    REAL("real | float4") {
        @Override
        String warehouseType() {
            return NUMERIC;
        }

        @Override
        String shaped(String text) {
            return plain(text);
        }

        @Override
        Optional<RejectionReason> rejection(String value) {
            return floating(value);
        }
    },
    /** As {@link #REAL}. */
    DOUBLE("double precision | float8 | float") {
        @Override
        String warehouseType() {
            return NUMERIC;
        }

        @Override
        String shaped(String text) {
            return plain(text);
        }

        @Override
        Optional<RejectionReason> rejection(String value) {
            return floating(value);
        }
    },
    BOOLEAN("boolean | bool") {
        @Override
        String shaped(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "t", "true" -> "true";
                case "f", "false" -> "false";
                default -> text;
            };
        }

        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!Set.of("true", "false").contains(value));
        }
    },
    DATE("date") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!CalendarText.isDate(value));
        }
    },
    TIME("time | time without time zone") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!CalendarText.isTime(value));
        }
    },
    TIMESTAMP("timestamp | timestamp without time zone") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!CalendarText.isTimestamp(value, false));
        }
    },
    TIMESTAMPTZ("timestamptz | timestamp with time zone") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!CalendarText.isTimestamp(value, true));
        }
    },
    INTERVAL("interval") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!CalendarText.isInterval(value));
        }
    },
    UUID("uuid") {
        @Override
        String shaped(String text) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        Optional<RejectionReason> rejection(String value) {
            return when(!UUID_TEXT.matcher(value).matches());
        }
    },
    /** What is no JSON is refused by the warehouse itself. */
    JSONB("jsonb | json") {
        @Override
        Optional<RejectionReason> rejection(String value) {
            return RejectionReason.ofText(value, false);
        }
    };

    private static final String NUMERIC = "numeric";
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern FLOATING =
            Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,3})?");
    private static final Set<String> NOT_FINITE = Set.of("nan", "infinity", "-infinity");

    private final String words;

    /**
     * @param words how declarations write it, parted by bars
     */
    Scalar(String words) {
        this.words = words;
    }

    /** How declarations write it; the first is what is shown. */
    List<String> words() {
        return List.of(words.split(" \\| "));
    }

    /** The type in which the warehouse holds it. */
    String warehouseType() {
        return words().get(0);
    }

    /** Whether the values of a source's type are all of this one. */
    boolean takesAll(String sourceType) {
        return switch (this) {
            case INTEGER -> words().contains(sourceType) || SMALLINT.takesAll(sourceType);
            case BIGINT -> words().contains(sourceType) || INTEGER.takesAll(sourceType);
            case DOUBLE -> words().contains(sourceType) || REAL.takesAll(sourceType);
            default -> words().contains(sourceType);
        };
    }

    boolean isNumber() {
        return warehouseType().equals(NUMERIC)
                || this == SMALLINT
                || this == INTEGER
                || this == BIGINT;
    }

    /** The value that a text stands for, wrong ones included. */
    String shaped(String text) {
        return text;
    }

    /** What is wrong with a shaped value; empty where nothing is. */
    abstract Optional<RejectionReason> rejection(String value);

    private static Optional<RejectionReason> when(boolean wrong) {
        return wrong ? Optional.of(RejectionReason.NOT_OF_TYPE) : Optional.empty();
    }

    private static Optional<RejectionReason> whole(String value, long least, long most) {
        if (!PlainDecimal.matches(value) || value.indexOf('.') >= 0) {
            return Optional.of(RejectionReason.NOT_A_NUMBER);
        }
        BigInteger number = new BigInteger(value);
        return when(
                number.compareTo(BigInteger.valueOf(least)) < 0
                        || number.compareTo(BigInteger.valueOf(most)) > 0);
    }

    private static String plain(String text) {
        return FLOATING.matcher(text).matches() ? new BigDecimal(text).toPlainString() : text;
    }

    private static Optional<RejectionReason> floating(String value) {
        if (NOT_FINITE.contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.of(RejectionReason.NOT_FINITE);
        }
        return PlainDecimal.matches(value)
                ? Optional.empty()
                : Optional.of(RejectionReason.NOT_A_NUMBER);
    }
}
