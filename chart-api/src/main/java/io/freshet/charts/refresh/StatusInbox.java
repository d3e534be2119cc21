package io.freshet.charts.refresh;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.runtime.VitalThread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Has the refreshing hear what pollers say, where there is a broker. */
@Singleton
final class StatusInbox {

    private static final Logger LOG = Logger.getLogger(StatusInbox.class);

    private final Optional<Thread> thread;

    @Inject
    StatusInbox(
            RefreshService service,
            FreshetConfig config,
            @ConfigProperty(name = "freshet.bus.prefix", defaultValue = "freshet") String prefix) {
        String exchange = new BusTopology(prefix).statusExchange();
        thread = config.broker().map(broker -> thread(broker, exchange, service));
    }

    private static Thread thread(BrokerUrl broker, String exchange, RefreshService service) {
        return VitalThread.of(
                "charts-status",
                new StatusSubscription(
                        broker, exchange, ChartLimits.STATUS_DECLARED, service::heard));
    }

    void start(@Observes StartupEvent started) {
        if (thread.isEmpty()) {
            LOG.info(
                    "No broker is configured: ages go by what the warehouse says once a second;"
                            + " give its url under broker");
        }
        thread.ifPresent(Thread::start);
    }

    void end(@Observes ShutdownEvent ended) {
        thread.ifPresent(Thread::interrupt);
    }
}
