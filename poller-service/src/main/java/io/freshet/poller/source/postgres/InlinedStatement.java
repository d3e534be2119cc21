package io.freshet.poller.source.postgres;

import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement with its parameters written into it, so that it fits into one message together with
 * what has to precede it in the same transaction.
 */
final class InlinedStatement {

    /** A quoted identifier, which may hold anything, or a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("\"(?:[^\"]|\"\")*\"|\\$(\\d+)");

    private InlinedStatement() {}

    /**
     * The statement's text.
     *
     * @param values whole numbers, texts, arrays of both, and null
     */
    static String of(String sql, Tuple values) {
        return PARAMETER
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found, values)));
    }

    private static String replacement(MatchResult found, Tuple values) {
        return found.group(1) == null
                ? found.group()
                : literal(values.getValue(Integer.parseInt(found.group(1)) - 1));
    }

    private static String literal(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Long || value instanceof Integer) {
            return "'%d'".formatted(((Number) value).longValue());
        }
        if (value instanceof Long[] numbers) {
            return Arrays.stream(numbers)
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", "'{", "}'"));
        }
        if (value instanceof String[] texts) {
            return Arrays.stream(texts)
                    .map(InlinedStatement::text)
                    .collect(Collectors.joining(",", "array[", "]"));
        }
        return text(value.toString());
    }

    /** As a literal whose meaning does not depend on {@code standard_conforming_strings}. */
    private static String text(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
