package io.freshet.launcher.status;

import java.time.Instant;
import java.util.List;

/**
 * How all of an installation stands at one moment.
 *
 * @param at when
 * @param problem what keeps all of it from being well, and what to do; empty for nothing
 * @param sources those that the configuration names, in its order
 * @param charts those of all definitions in use
 */
record InstallationStanding(
        Instant at, String problem, List<SourceStanding> sources, List<ChartStanding> charts) {

    InstallationStanding {
        sources = List.copyOf(sources);
        charts = List.copyOf(charts);
    }

    /** Whether nobody needs to do anything. */
    boolean isWell() {
        return problem.isEmpty()
                && sources.stream().allMatch(SourceStanding::isWell)
                && charts.stream().allMatch(ChartStanding::isWell);
    }
}
