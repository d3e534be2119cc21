package io.freshet.aggregator.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the numbered parameters of a statement. */
final class ParameterCount {

    /** What may hold anything: a quoted identifier or a text; or a parameter. */
    private static final Pattern PARAMETER =
            Pattern.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\\$(\\d+)");

    private ParameterCount() {}

    /** The highest number of a parameter, 0 where there is none. */
    static int of(String statement) {
        int highest = 0;
        Matcher matcher = PARAMETER.matcher(statement);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
            }
        }
        return highest;
    }
}
