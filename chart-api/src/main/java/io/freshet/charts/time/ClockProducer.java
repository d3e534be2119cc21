package io.freshet.charts.time;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The machine's clock; tests put one of their own in its place. */
@Singleton
final class ClockProducer {

    @Produces
    @Singleton
    @ChartTime
    Clock clock() {
        return Clock.systemUTC();
    }
}
