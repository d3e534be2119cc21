package io.freshet.simulator;

import io.freshet.simulator.replay.ReplayStatus;
import io.freshet.simulator.traffic.TrafficState;
import io.freshet.simulator.traffic.TrafficStatus;
import java.util.Comparator;
import java.util.List;

/**
 * All sources at one instant.
 *
 * @param state {@code starting} while the sources are being created; then {@code running} when
 *     submissions come in one of them at least, {@code paused} when one is paused and none runs,
 *     {@code stopped}
 * @param rate submissions per second asked for, over all
 * @param rows in all tables, as far as this program knows
 * @param inserted rows committed since the program began
 * @param burstRows rows of bursts still to be written
 * @param replay of real answers; null when there is none
 * @param error what keeps the sources from being created; null when nothing does
 * @param sources each of them
 */
public record FleetStatus(
        String state,
        double rate,
        long rows,
        long inserted,
        long burstRows,
        ReplayStatus replay,
        String error,
        List<TrafficStatus> sources) {

    static FleetStatus starting(String error) {
        return new FleetStatus("starting", 0, 0, 0, 0, null, error, List.of());
    }

    static FleetStatus of(List<TrafficStatus> sources, ReplayStatus replay) {
        String state =
                sources.stream()
                        .map(TrafficStatus::state)
                        .min(Comparator.naturalOrder())
                        .orElse(TrafficState.STOPPED)
                        .toString();
        return new FleetStatus(
                state,
                sources.stream().mapToDouble(TrafficStatus::rate).sum(),
                sources.stream().mapToLong(TrafficStatus::rows).sum(),
                sources.stream().mapToLong(TrafficStatus::inserted).sum(),
                sources.stream().mapToLong(TrafficStatus::burstRows).sum(),
                replay,
                null,
                sources);
    }
}
