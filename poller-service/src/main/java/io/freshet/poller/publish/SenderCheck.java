package io.freshet.poller.publish;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the broker that change events are sent to is away. */
@Readiness
@ApplicationScoped
public class SenderCheck implements HealthCheck {

    private final BrokerSender sender;

    SenderCheck(BrokerSender sender) {
        this.sender = sender;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("change events are sent")
                .status(sender.isConnected())
                .build();
    }
}
