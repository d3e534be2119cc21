package io.freshet.simulator;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the simulated sources have been created, or at once when none are wanted. */
@Readiness
@ApplicationScoped
class SourcesReady implements HealthCheck {
    private final Simulator simulator;

    SourcesReady(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready = !simulator.isEnabled() || simulator.fleet().isPresent();
        return HealthCheckResponse.named("simulated sources").status(ready).build();
    }
}
