package io.freshet.pipeline;

import java.util.Optional;

/**
 * Casts between types, as SQL that depends on nothing but the value: not on a session's zone or
 * style of dates, and no text stands for the present time.
 */
final class RowCasts {

    // A text of another form is made one that PostgreSQL refuses, and shows when it does.
    private static final String CHECKED = "(regexp_replace(%%s, '^(?! *%s *$)', 'not '))::%s";
    private static final String DAY = "[0-9]{4,6}-[0-9]{2}-[0-9]{2}";
    private static final String CLOCK = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?";
    private static final String ZONE = "(Z|[-+][0-9]{2}(:?[0-9]{2})?)";

    private RowCasts() {}

    /** The cast, with a place for what is cast; empty where there is none. */
    static Optional<String> of(ValueType from, ValueType to) {
        if (from == to) {
            return Optional.of("%s");
        }
        return Optional.ofNullable(
                switch (to) {
                    case TEXT -> toText(from);
                    case WHOLE ->
                            from == ValueType.BOOLEAN ? "(%s)::integer::bigint" : toWhole(from);
                    case NUMBER -> toNumber(from);
                    case DATE -> toDate(from);
                    case TIME -> toTime(from);
                    case TIMESTAMP -> toTimestamp(from);
                    case TIMESTAMPTZ ->
                            from == ValueType.TEXT
                                    ? checked(DAY + "[ T]" + CLOCK + ZONE, "timestamptz")
                                    : null;
                    case BOOLEAN, UUID, JSON -> from == ValueType.TEXT ? "(%s)::" + to.sql() : null;
                    case INTERVAL -> null;
                });
    }

    private static String toText(ValueType from) {
        return switch (from) {
            case DATE -> "(to_jsonb(%s) #>> '{}')";
            case TIMESTAMP -> "replace(to_jsonb(%s) #>> '{}', 'T', ' ')";
            case TIMESTAMPTZ, INTERVAL -> null;
            default -> "(%s)::text";
        };
    }

    private static String toWhole(ValueType from) {
        return switch (from) {
            case NUMBER -> "(%s)::bigint";
            case TEXT -> checked("[-+]?[0-9]+", "bigint");
            default -> null;
        };
    }

    private static String toNumber(ValueType from) {
        return switch (from) {
            case WHOLE -> "(%s)::numeric";
            case TEXT ->
                    checked("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?", "numeric");
            default -> null;
        };
    }

    private static String toDate(ValueType from) {
        return switch (from) {
            case TIMESTAMP -> "(%s)::date";
            case TEXT -> checked(DAY, "date");
            default -> null;
        };
    }

    private static String toTime(ValueType from) {
        return switch (from) {
            case TIMESTAMP -> "(%s)::time";
            case TEXT -> checked(CLOCK, "time");
            default -> null;
        };
    }

    private static String toTimestamp(ValueType from) {
        return switch (from) {
            case DATE -> "(%s)::timestamp";
            case TEXT -> checked(DAY + "([ T]" + CLOCK + ")?", "timestamp");
            default -> null;
        };
    }

    private static String checked(String form, String type) {
        return CHECKED.formatted(form, type);
    }
}
