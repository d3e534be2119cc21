package io.freshet.simulator;

import io.freshet.simulator.database.PostgresServer;
import io.freshet.simulator.database.ReadOnlyRole;
import io.freshet.simulator.database.SourceDatabases;
import io.freshet.simulator.totesys.RunningShop;
import io.freshet.simulator.totesys.ShopSession;
import io.freshet.simulator.totesys.ShopSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The simulated shop as configured: made when the program starts, at work until it ends. */
@ApplicationScoped
public class TotesysSimulator {
    private static final Duration PREPARATION = Duration.ofSeconds(60);

    private final SimulatorConfig config;
    private final Vertx vertx;
    private volatile RunningShop shop;

    TotesysSimulator(SimulatorConfig config, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
    }

    /** The shop; empty when it is switched off. */
    public Optional<RunningShop> shop() {
        return Optional.ofNullable(shop);
    }

    void start(@Observes StartupEvent event) {
        if (config.totesys().enabled()) {
            ShopSettings settings = ConfiguredShop.settings(config);
            shop = new RunningShop(settings, () -> prepare(settings), Clock.systemUTC());
            shop.begin();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        shop().ifPresent(RunningShop::close);
    }

    /** Makes role and database where they are absent; blocks. */
    private ShopSession.Opening prepare(ShopSettings settings) {
        PostgresServer server = settings.server();
        SourceDatabases databases = new SourceDatabases(vertx, server);
        Optional<ReadOnlyRole> reader = settings.reader();
        try {
            reader.map(databases::createRole)
                    .orElseGet(() -> Uni.createFrom().voidItem())
                    .chain(() -> databases.createDatabase(settings.database()))
                    .await()
                    .atMost(PREPARATION);
        } finally {
            databases.close().await().atMost(PREPARATION);
        }
        return ShopSession.to(server, settings.database());
    }
}
