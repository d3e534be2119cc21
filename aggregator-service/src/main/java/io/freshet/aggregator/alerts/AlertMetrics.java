package io.freshet.aggregator.alerts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts messages to people. Thread-safe. */
@Singleton
class AlertMetrics {

    private final MeterRegistry registry;

    AlertMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Has both counters of a way there from the start: a rate needs a zero to start from. */
    void begin(String way) {
        sent(way);
        failed(way);
    }

    /** A message was taken. */
    Counter sent(String way) {
        return Counter.builder("freshet.alerts.sent")
                .description("Messages to people that were taken")
                .tag("way", way)
                .register(registry);
    }

    /** A message was not taken, after all attempts. */
    Counter failed(String way) {
        return Counter.builder("freshet.alerts.failed")
                .description("Messages to people that were not taken, after all attempts")
                .tag("way", way)
                .register(registry);
    }
}
