package io.freshet.simulator.totesys;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * When the shop works: every minute from 08:00 to 18:59 and, once before, at 07:55; Monday to
 * Friday, holidays included.
 */
final class ShopCalendar {
    /** When what is due on the day is paid. */
    static final LocalTime PAYDAY = LocalTime.of(7, 55);

    private static final LocalTime OPENING = LocalTime.of(8, 0);
    private static final LocalTime LAST_MINUTE = LocalTime.of(18, 59);

    private ShopCalendar() {}

    static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The first minute after {@code instant} at which something may happen. */
    static LocalDateTime next(LocalDateTime instant) {
        LocalDateTime minute = instant.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        if (!isWorkday(minute.toLocalDate()) || minute.toLocalTime().isAfter(LAST_MINUTE)) {
            LocalDate day = minute.toLocalDate().plusDays(1);
            while (!isWorkday(day)) {
                day = day.plusDays(1);
            }
            return day.atTime(PAYDAY);
        }
        if (minute.toLocalTime().isBefore(PAYDAY)) {
            return minute.toLocalDate().atTime(PAYDAY);
        }
        boolean beforeOpening =
                minute.toLocalTime().isAfter(PAYDAY) && minute.toLocalTime().isBefore(OPENING);
        return beforeOpening ? minute.toLocalDate().atTime(OPENING) : minute;
    }
}
