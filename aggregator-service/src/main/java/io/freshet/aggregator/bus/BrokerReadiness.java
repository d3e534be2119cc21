package io.freshet.aggregator.bus;

import io.freshet.aggregator.settings.AggregatorSettings;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every partition of this replica is read, or stands by. */
@Readiness
@ApplicationScoped
class BrokerReadiness implements HealthCheck {

    private final Partitions partitions;
    private final AggregatorSettings settings;

    BrokerReadiness(Partitions partitions, AggregatorSettings settings) {
        this.partitions = partitions;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        long consuming = partitions.consuming();
        int wanted = settings.partitions().size();
        return HealthCheckResponse.named("aggregator broker")
                .withData("partitions", consuming)
                .withData("wanted", wanted)
                .status(consuming == wanted)
                .build();
    }
}
