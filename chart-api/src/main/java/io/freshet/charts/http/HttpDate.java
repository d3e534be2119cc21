package io.freshet.charts.http;

import io.freshet.charts.time.ChartTime;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header's value, made once a second. Thread-safe. */
@Singleton
final class HttpDate {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private record Second(long number, String text) {}

    private final Clock clock;
    private volatile Second last = new Second(Long.MIN_VALUE, "");

    @Inject
    HttpDate(@ChartTime Clock clock) {
        this.clock = clock;
    }

    /** The present second as HTTP writes it; the same object for as long as it lasts. */
    String text() {
        long second = Math.floorDiv(clock.millis(), 1_000L);
        Second known = last;
        if (known.number != second) {
            known = new Second(second, FORMAT.format(Instant.ofEpochSecond(second)));
            last = known;
        }
        return known.text;
    }
}
