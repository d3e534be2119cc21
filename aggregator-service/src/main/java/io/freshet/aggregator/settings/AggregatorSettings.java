package io.freshet.aggregator.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** What can be set for the aggregator. */
@ConfigMapping(prefix = "freshet.aggregator")
public interface AggregatorSettings {

    /**
     * The partitions that this replica reads. Replicas may read the same ones: then one applies and
     * the others stand by.
     */
    @WithDefault("0,1,2,3")
    Set<Integer> partitions();

    /** From how many rows on no further message joins those that are applied together. */
    @WithDefault("10000")
    int batchRows();

    /**
     * At most how many messages of a partition the broker hands out before one is applied; so many
     * can be applied in one transaction. A message is up to 1.5 MB large, mostly far smaller.
     */
    @WithDefault("16")
    int prefetch();

    /** How long the warehouse may take for one statement before the connection is given up. */
    @WithDefault("60s")
    Duration applyTimeout();
}
