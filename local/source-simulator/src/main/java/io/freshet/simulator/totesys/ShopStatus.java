package io.freshet.simulator.totesys;

import io.freshet.simulator.traffic.TrafficState;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * The shop at one instant.
 *
 * @param state of its traffic; {@code stopped} while it is being made
 * @param rate rows inserted or updated per second, on average
 * @param now what the shop's clock shows, in UTC; null while it is being made
 * @param steps minutes of the shop's that have passed since the program began
 * @param faults what may happen beside its trade
 * @param faultShare how often each of them does
 * @param struck how many faults have happened
 * @param error what keeps it from trading; null when nothing does
 */
public record ShopStatus(
        TrafficState state,
        double rate,
        LocalDateTime now,
        long steps,
        Set<ShopFault> faults,
        double faultShare,
        long struck,
        String error) {}
