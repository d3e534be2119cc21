package io.freshet.simulator;

import io.freshet.simulator.totesys.RunningShop;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the simulated sources have been created, or at once when none are wanted. */
@Readiness
@ApplicationScoped
class SourcesReady implements HealthCheck {
    private final Simulator simulator;
    private final TotesysSimulator totesys;

    SourcesReady(Simulator simulator, TotesysSimulator totesys) {
        this.simulator = simulator;
        this.totesys = totesys;
    }

    @Override
    public HealthCheckResponse call() {
        boolean countries = !simulator.isEnabled() || simulator.fleet().isPresent();
        boolean ready = countries && totesys.shop().map(RunningShop::isMade).orElse(true);
        return HealthCheckResponse.named("simulated sources").status(ready).build();
    }
}
