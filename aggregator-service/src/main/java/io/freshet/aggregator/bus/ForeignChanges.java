package io.freshet.aggregator.bus;

import io.freshet.aggregator.apply.ApplyMetrics;
import io.freshet.aggregator.settings.AggregatorLimits;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Counts events that are none of ours, and says now and then that they come. Thread-safe. */
@Singleton
public class ForeignChanges {

    private static final Logger LOG = Logger.getLogger(ForeignChanges.class);
    private static final long NEVER = Long.MIN_VALUE;

    private final ApplyMetrics metrics;
    private final AtomicLong said = new AtomicLong(NEVER);

    ForeignChanges(ApplyMetrics metrics) {
        this.metrics = metrics;
    }

    void refused(String sentence) {
        metrics.foreign();
        long before = said.get();
        long now = System.nanoTime();
        if ((before == NEVER || now - before > AggregatorLimits.FOREIGN_SAID.toNanos())
                && said.compareAndSet(before, now)) {
            LOG.warnf(
                    "%s: it is refused. Where another installation uses this broker, give each a"
                            + " virtual host or a freshet.bus.prefix of its own: what one takes of the"
                            + " other's events is lost to that",
                    sentence);
        }
    }
}
