package io.freshet.lake.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive as long as the lake's thread is, if there is to be one. Where store or warehouse are away
 * it is alive all the same, and tells so.
 */
@Liveness
@ApplicationScoped
class LakeLiveness implements HealthCheck {

    private final LakeService service;

    LakeLiveness(LakeService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("lake")
                .status(service.isAlive())
                .withData("failure", service.failure())
                .build();
    }
}
