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
 * @param audits those of the sources that go on now
 * @param quarantined what is quarantined, of the sources of which anything is
 */
record InstallationStanding(
        Instant at,
        String problem,
        List<SourceStanding> sources,
        List<ChartStanding> charts,
        List<AuditStanding> audits,
        List<QuarantineStanding> quarantined) {

    InstallationStanding {
        sources = List.copyOf(sources);
        charts = List.copyOf(charts);
        audits = List.copyOf(audits);
        quarantined = List.copyOf(quarantined);
    }

    /** Whether nobody needs to do anything. */
    boolean isWell() {
        return problem.isEmpty()
                && sources.stream().allMatch(SourceStanding::isWell)
                && charts.stream().allMatch(ChartStanding::isWell);
    }
}
