package io.freshet.launcher.init.propose;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How times are shown: by which period, and how far back.
 *
 * @param period such as {@code day}
 * @param last such as {@code 30 days}; empty for all
 */
record TimeSpan(String period, Optional<String> last) {

    private static final int DATE_LENGTH = 10;
    private static final int RECENT_DAYS = 30;
    private static final int MANY_DAYS = 62;
    private static final int VERY_MANY_DAYS = 730;
    private static final long ROWS_OF_HOURS = 2_000;

    /**
     * Judges by the values that were seen.
     *
     * @param rows about how many rows there are
     */
    static TimeSpan of(ProposedColumn column, long rows, LocalDate today) {
        List<LocalDate> days =
                column.origin().values().stream()
                        .map(TimeSpan::day)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList();
        if (days.isEmpty()) {
            return new TimeSpan("day", Optional.of("30 days"));
        }
        LocalDate newest = days.get(days.size() - 1);
        long length = ChronoUnit.DAYS.between(days.get(0), newest);
        if (newest.isBefore(today.minusDays(RECENT_DAYS))) {
            // What came long ago would be beyond any recent period, and the chart empty.
            return new TimeSpan(
                    length > VERY_MANY_DAYS ? "month" : length > MANY_DAYS ? "week" : "day",
                    Optional.empty());
        }
        boolean hours = length <= 2 && rows >= ROWS_OF_HOURS && !column.type().equals("date");
        return hours
                ? new TimeSpan("hour", Optional.of("48 hours"))
                : new TimeSpan("day", Optional.of("30 days"));
    }

    private static Optional<LocalDate> day(String text) {
        String digits = text.replace("-", "");
        try {
            return text.length() < 8
                    ? Optional.empty()
                    : Optional.of(
                            text.charAt(4) == '-'
                                    ? LocalDate.parse(
                                            text.substring(0, Math.min(DATE_LENGTH, text.length())))
                                    : LocalDate.of(
                                            Integer.parseInt(digits.substring(0, 4)),
                                            Integer.parseInt(digits.substring(4, 6)),
                                            Integer.parseInt(digits.substring(6, 8))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
