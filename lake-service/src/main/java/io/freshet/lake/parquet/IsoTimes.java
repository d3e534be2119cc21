package io.freshet.lake.parquet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Days and microseconds of times that ISO writes. What has none, such as {@code infinity}, years BC
 * or the hour 24, is null.
 */
final class IsoTimes {

    private static final long MICROS = 1_000_000;

    private IsoTimes() {}

    private interface Reading<T> {
        T read(String text);
    }

    /** Days since 1970. */
    static Integer day(String text) {
        return attempt(text, day -> Math.toIntExact(LocalDate.parse(day).toEpochDay()));
    }

    /** Microseconds of the day. */
    static Long micros(String text) {
        return attempt(text, time -> LocalTime.parse(time).toNanoOfDay() / 1_000);
    }

    /** Microseconds since 1970, by the clock that the timestamp is of. */
    static Long timestamp(String text) {
        return attempt(text, time -> micros(LocalDateTime.parse(time).toInstant(ZoneOffset.UTC)));
    }

    /** Microseconds since 1970 UTC. */
    static Long instant(String text) {
        return attempt(text, time -> micros(OffsetDateTime.parse(time).toInstant()));
    }

    /** Microseconds since 1970 UTC. */
    static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1_000);
    }

    /** The instant so many microseconds after 1970. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** As ISO writes it. */
    static String text(long micros, boolean instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
        return instant ? time + "Z" : time.toString();
    }

    private static <T> T attempt(String text, Reading<T> reading) {
        if (text == null) {
            return null;
        }
        try {
            return reading.read(text);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
