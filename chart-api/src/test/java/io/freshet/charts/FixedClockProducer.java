package io.freshet.charts;

import io.freshet.charts.time.ChartTime;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Lets the charts' time stand, in tests whose profile enables it. */
@Singleton
@Alternative
final class FixedClockProducer {

    /**
     * The evening before which three clocks were changed: 168 hours back London's went forward by
     * an hour, a few hours back Sydney's went back by an hour and Lord Howe's by half of one.
     */
    static final Instant NOW = Instant.parse("2026-04-04T18:40:30.123Z");

    @Produces
    @Singleton
    @ChartTime
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
