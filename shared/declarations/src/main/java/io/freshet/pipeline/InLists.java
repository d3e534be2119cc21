package io.freshet.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code x in (1, 2)} as a comparison with a call. The parser takes all that follows such a
 * list into it, so that {@code a in (1) and b} would be another thing; of a comparison it knows
 * where it ends.
 */
final class InLists {

    /** The name of the call. */
    static final String CALL = "any_of_list";

    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<quoted>'[^']*'|\"[^\"]*\")|(?<![\\w$])(?<not>not\\s+)?in\\s*\\(",
                    Pattern.CASE_INSENSITIVE);

    private InLists() {}

    /** The same expression with calls in place of lists. */
    static String asCalls(String expression) {
        Matcher part = PARTS.matcher(expression);
        StringBuilder written = new StringBuilder();
        while (part.find()) {
            String same = part.group("quoted");
            String instead = (part.group("not") == null ? "= " : "<> ") + CALL + "(";
            part.appendReplacement(
                    written, Matcher.quoteReplacement(same == null ? instead : same));
        }
        return part.appendTail(written).toString();
    }
}
