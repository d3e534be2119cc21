package io.freshet.simulator;

import static io.freshet.simulator.ConfiguredFleet.valid;

import io.freshet.simulator.totesys.RunningShop;
import io.freshet.simulator.totesys.ShopFault;
import io.freshet.simulator.totesys.ShopSettings;
import io.freshet.simulator.totesys.ShopSnapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the configuration of the shop into settings, naming the key of what is wrong. */
final class ConfiguredShop {
    private ConfiguredShop() {}

    static ShopSettings settings(SimulatorConfig config) {
        SimulatorConfig.TotesysConfig shop = config.totesys();
        Set<ShopFault> faults =
                valid(
                        "totesys.faults",
                        () ->
                                shop.faults().orElse(List.of()).stream()
                                        .map(ShopFault::parse)
                                        .collect(Collectors.toSet()));
        check("rate", shop.rate(), RunningShop.HIGHEST_RATE);
        check("fault-share", shop.faultShare(), 1);
        check("history-days", shop.historyDays(), 3_650);
        check("live-days", shop.liveDays(), 3_650);
        return new ShopSettings(
                ConfiguredFleet.server(config),
                shop.database(),
                ConfiguredFleet.reader(config.reader()),
                config.seed(),
                valid("totesys.snapshot", () -> shop.snapshot().map(ShopSnapshot::new)),
                shop.historyDays(),
                shop.liveDays(),
                shop.rate(),
                faults,
                shop.faultShare());
    }

    private static void check(String key, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "freshet.simulator.totesys.%s is between 0 and %.0f, not %s"
                            .formatted(key, most, value));
        }
    }
}
