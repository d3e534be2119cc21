package io.freshet.aggregator.schema;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the warehouse has been; whether it answers now is the datasource's own check. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements HealthCheck {

    private final WarehousePreparation preparation;

    SchemaReadiness(WarehousePreparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("aggregator warehouse schema")
                .status(preparation.isPrepared())
                .build();
    }
}
