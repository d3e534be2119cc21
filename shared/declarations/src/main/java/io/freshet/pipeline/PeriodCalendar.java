package io.freshet.pipeline;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Periods of time that follow each other.
 *
 * @param unit how long they are
 * @param zone by whose clock
 * @param weekStarts the first day of weeks
 * @param yearStarts the first month of years, and of the first quarter
 */
public record PeriodCalendar(Unit unit, ZoneId zone, DayOfWeek weekStarts, Month yearStarts) {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    /** How long a period is. */
    public enum Unit {
        SECOND(ChronoUnit.SECONDS),
        MINUTE(ChronoUnit.MINUTES),
        HOUR(ChronoUnit.HOURS),
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS),
        QUARTER(ChronoUnit.MONTHS),
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit step;

        Unit(ChronoUnit step) {
            this.step = step;
        }

        /** How definitions and SQL write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is shorter than a day. */
        public boolean isShort() {
            return compareTo(DAY) < 0;
        }
    }

    /**
     * The beginning of the period, of a day or longer, that a time lies in.
     *
     * @param local an expression of type timestamp
     */
    String beginning(String local) {
        int days = weekStarts.getValue() - 1;
        int months = yearStarts.getValue() - 1;
        return switch (unit) {
            case WEEK -> shifted(local, days + " days");
            case QUARTER, YEAR -> shifted(local, months + " months");
            default -> "date_trunc('%s', %s)::date".formatted(unit.word(), local);
        };
    }

    private String shifted(String local, String by) {
        return "(date_trunc('%1$s', %2$s - interval '%3$s') + interval '%3$s')::date"
                .formatted(unit.word(), local, by);
    }

    /**
     * The beginning of a period as groups have it.
     *
     * @param now a time in the running period
     * @param before how many periods before that
     */
    public String begun(Instant now, int before) {
        ZonedDateTime local = now.atZone(zone);
        if (unit.isShort()) {
            return INSTANT.format(
                    local.truncatedTo(unit.step)
                            .minus(before, unit.step)
                            // where clocks are changed by half an hour
                            .truncatedTo(unit.step)
                            .withZoneSameInstant(ZoneOffset.UTC));
        }
        LocalDate day = local.toLocalDate();
        int months = yearStarts.getValue() - 1;
        LocalDate begun =
                switch (unit) {
                    case WEEK ->
                            day.minusDays(
                                    Math.floorMod(
                                            day.getDayOfWeek().getValue() - weekStarts.getValue(),
                                            7));
                    case MONTH -> day.withDayOfMonth(1);
                    case QUARTER ->
                            day.withDayOfMonth(1)
                                    .minusMonths(
                                            Math.floorMod(day.getMonthValue() - 1 - months, 3));
                    case YEAR ->
                            day.withDayOfMonth(1)
                                    .minusMonths(
                                            Math.floorMod(day.getMonthValue() - 1 - months, 12));
                    default -> day;
                };
        return begun.minus(unit == Unit.QUARTER ? 3L * before : before, unit.step).toString();
    }
}
