package io.freshet.benchmarks.freshness;

import java.time.Duration;
import java.util.List;

/**
 * One measurement of freshness.
 *
 * @param sources how many source databases, 1 or more
 * @param poll how often Freshet polls each
 * @param commits commits per second over all sources
 * @param rowsPerCommit 1 for single-row inserts; more are written by COPY
 * @param warmUp how long rows are written before any is measured
 * @param measured how long rows are measured
 * @param audience who looks at the charts meanwhile, beside the prober
 * @param javaOptions further options for Freshet's Java
 */
public record FreshnessPlan(
        int sources,
        Duration poll,
        double commits,
        int rowsPerCommit,
        Duration warmUp,
        Duration measured,
        Audience audience,
        List<String> javaOptions) {

    /**
     * Who looks at the charts.
     *
     * @param listeners streams that are held open
     * @param requests requests per second, over all charts
     */
    public record Audience(int listeners, double requests) {

        /** Nobody. */
        public static final Audience NONE = new Audience(0, 0);
    }
}
