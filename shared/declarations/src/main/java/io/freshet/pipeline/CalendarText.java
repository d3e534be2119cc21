package io.freshet.pipeline;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether texts are what PostgreSQL prints of dates, times and intervals under {@code DateStyle
 * ISO} and {@code IntervalStyle postgres}.
 */
final class CalendarText {

    private static final String DATE = "(?<year>[0-9]{4,6})-(?<month>[0-9]{2})-(?<day>[0-9]{2})";
    private static final String TIME =
            "(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?<fraction>\\.[0-9]{1,6})?";
    private static final String ZONE =
            "(?:Z|[-+](?:0[0-9]|1[0-5])(?::?[0-5][0-9](?::?[0-5][0-9])?)?)";
    private static final String ERA = "(?<era> BC)?";
    private static final String INFINITE = "-?infinity";
    private static final Pattern A_DATE = Pattern.compile(DATE + ERA);
    private static final Pattern A_TIME = Pattern.compile(TIME);
    private static final Pattern A_TIMESTAMP = Pattern.compile(DATE + "[ T]" + TIME + ERA);
    private static final Pattern A_TIMESTAMPTZ = Pattern.compile(DATE + "[ T]" + TIME + ZONE + ERA);
    private static final Pattern AN_INTERVAL =
            Pattern.compile(
                    "(?=.)(?:[-+]?[0-9]{1,9} (?:year|mon|day)s?(?: |$))*"
                            + "(?:[-+]?[0-9]{2,10}:[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?)?");

    // What both date and timestamp can hold; dates reach further than anybody writes.
    private static final int FIRST_YEAR_BC = 4_713;
    private static final int LAST_YEAR = 294_275;

    private CalendarText() {}

    static boolean isDate(String text) {
        Matcher matcher = A_DATE.matcher(text);
        return text.matches(INFINITE) || (matcher.matches() && hasDay(matcher));
    }

    static boolean isTime(String text) {
        Matcher matcher = A_TIME.matcher(text);
        return matcher.matches() && hasTime(matcher);
    }

    /**
     * @param zoned whether the text says its offset from UTC
     */
    static boolean isTimestamp(String text, boolean zoned) {
        Matcher matcher = (zoned ? A_TIMESTAMPTZ : A_TIMESTAMP).matcher(text);
        return text.matches(INFINITE) || (matcher.matches() && hasDay(matcher) && hasTime(matcher));
    }

    static boolean isInterval(String text) {
        return AN_INTERVAL.matcher(text).matches() && !text.endsWith(" ");
    }

    private static boolean hasDay(Matcher date) {
        int written = Integer.parseInt(date.group("year"));
        int month = Integer.parseInt(date.group("month"));
        int day = Integer.parseInt(date.group("day"));
        boolean before = date.group("era") != null;
        // There is no year 0: 1 BC is followed by 1.
        int year = before ? 1 - written : written;
        return written > 0
                && (before ? written < FIRST_YEAR_BC : written <= LAST_YEAR)
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean hasTime(Matcher time) {
        int hour = Integer.parseInt(time.group("hour"));
        int minute = Integer.parseInt(time.group("minute"));
        int second = Integer.parseInt(time.group("second"));
        String fraction = time.group("fraction");
        boolean midnight =
                minute == 0 && second == 0 && (fraction == null || fraction.matches("\\.0+"));
        return (hour < 24 || (hour == 24 && midnight)) && minute < 60 && second < 60;
    }
}
