package io.freshet.aggregator.bus;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as every partition's threads are: one that died needs a new process. */
@Liveness
@ApplicationScoped
class ThreadLiveness implements HealthCheck {

    private final Partitions partitions;

    ThreadLiveness(Partitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("aggregator threads")
                .status(partitions.areAlive())
                .build();
    }
}
