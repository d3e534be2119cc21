package io.freshet.simulator;

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
import java.util.function.Function;

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
            shop = new RunningShop(settings, new OnTheServer(settings), Clock.systemUTC());
            shop.begin();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        shop().ifPresent(RunningShop::close);
    }

    /** Makes role and database by the driver that all sources are made by. */
    private final class OnTheServer implements RunningShop.Preparation {
        private final ShopSettings settings;

        OnTheServer(ShopSettings settings) {
            this.settings = settings;
        }

        @Override
        public ShopSession.Opening makeDatabase() {
            administer(databases -> databases.createDatabase(settings.database()));
            return ShopSession.to(settings.server(), settings.database());
        }

        @Override
        public void makeReader(ReadOnlyRole reader) {
            administer(databases -> databases.createRole(reader));
        }

        private void administer(Function<SourceDatabases, Uni<?>> work) {
            SourceDatabases databases = new SourceDatabases(vertx, settings.server());
            try {
                work.apply(databases).await().atMost(PREPARATION);
            } finally {
                databases.close().await().atMost(PREPARATION);
            }
        }
    }
}
