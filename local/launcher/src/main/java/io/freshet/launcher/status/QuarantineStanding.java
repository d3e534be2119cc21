package io.freshet.launcher.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is quarantined of a source of which anything is.
 *
 * @param source the source's name
 * @param rows how many of its rows are set aside: they count nowhere
 * @param values how many values of other rows are quarantined: these rows count without them
 */
record QuarantineStanding(String source, long rows, long values) {

    /** It in words, and where it is told in full. */
    String sentence() {
        List<String> parts = new ArrayList<>();
        if (rows > 0) {
            parts.add(number(rows, "row") + " set aside");
        }
        if (values > 0) {
            parts.add(number(values, "value") + " quarantined");
        }
        return "%s: /aggregator/quarantine?source=%s on the port for operators"
                .formatted(String.join(", ", parts), source);
    }

    private static String number(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
