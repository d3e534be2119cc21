package io.freshet.pipeline;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of dates and times as PostgreSQL writes them in JSON: {@code 2026-11-25T09:00:00},
 * {@code 0044-03-15 BC}, {@code infinity}.
 */
final class TimeOrder {

    private static final Pattern TIME = Pattern.compile("([0-9]+)(-[^ ]*)( BC)?");

    /** The order of such texts, from the earliest on. */
    static final Comparator<String> TEXTS =
            Comparator.comparingLong(TimeOrder::year).thenComparing(TimeOrder::withinYear);

    private TimeOrder() {}

    private static long year(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return text.equals("-infinity") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        long year = Long.parseLong(time.group(1));
        return time.group(3) == null ? year : -year;
    }

    private static String withinYear(String text) {
        Matcher time = TIME.matcher(text);
        return time.matches() ? time.group(2) : "";
    }
}
