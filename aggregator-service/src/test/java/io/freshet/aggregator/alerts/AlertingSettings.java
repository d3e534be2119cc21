package io.freshet.aggregator.alerts;

import io.freshet.aggregator.settings.AggregatorSettings;
import java.time.Duration;
import java.util.Set;

/** Settings of an aggregator that only alerts. */
record AlertingSettings() implements AggregatorSettings {
    @Override
    public Set<Integer> partitions() {
        return Set.of(0);
    }

    @Override
    public int batchRows() {
        return 1;
    }

    @Override
    public int prefetch() {
        return 1;
    }

    @Override
    public Duration applyTimeout() {
        return Duration.ofSeconds(60);
    }
}
