package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import io.freshet.launcher.init.described.DescribedColumn.Nature;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which type of a definition holds what a column has. */
final class TypeRule {

    private static final Set<String> SAME =
            Set.of(
                    "smallint",
                    "integer",
                    "bigint",
                    "real",
                    "double precision",
                    "boolean",
                    "date",
                    "interval",
                    "uuid");
    private static final Map<String, String> OTHERWISE =
            Map.of(
                    "time without time zone", "time",
                    "timestamp without time zone", "timestamp",
                    "timestamp with time zone", "timestamptz",
                    "json", "jsonb",
                    "jsonb", "jsonb");
    private static final Pattern DIGITS = Pattern.compile("numeric\\((\\d{1,3}),(\\d{1,3})\\)");
    private static final Set<String> NO_KEYS = Set.of("jsonb", "interval");

    private TypeRule() {}

    /** The type; empty where such values cannot be read at all. */
    static Optional<String> of(DescribedColumn column) {
        if (column.type().equals("bytea")) {
            return Optional.empty();
        }
        if (SAME.contains(column.type())) {
            return Optional.of(column.type());
        }
        return Optional.of(
                column.type().equals("numeric")
                        ? number(column.declared())
                        : OTHERWISE.getOrDefault(column.type(), "text"));
    }

    private static String number(String declared) {
        Matcher digits = DIGITS.matcher(declared);
        return digits.matches()
                        && Integer.parseInt(digits.group(2)) <= Integer.parseInt(digits.group(1))
                ? declared
                : "numeric";
    }

    /** The type as part of a key, which must tell values apart as the source does. */
    static Optional<String> ofKey(DescribedColumn column) {
        if (column.nature() == Nature.DOMAIN) {
            return of(column).map(type -> "text");
        }
        return of(column)
                .filter(type -> !NO_KEYS.contains(type))
                .map(type -> type.startsWith("numeric") ? "numeric" : type);
    }
}
