package io.freshet.forage.database;

import io.freshet.forage.config.ForageConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the schema {@code forage} up to date after the start, on a worker thread, and tries again
 * while the database is away: the charts are shown meanwhile. Tells {@link Migrated} when done.
 */
@Singleton
final class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final long RETRY_MILLIS = 5000;

    private final ForageConfig.DatabaseConfig database;
    private final Vertx vertx;
    private final Event<Migrated> migrated;
    private volatile boolean stopped;

    Schema(ForageConfig config, Vertx vertx, Event<Migrated> migrated) {
        this.database = config.database();
        this.vertx = vertx;
        this.migrated = migrated;
    }

    void start(@Observes StartupEvent event) {
        vertx.executeBlocking(this::migrate, false);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private Void migrate() {
        if (stopped) {
            return null;
        }
        try {
            flyway().migrate();
            migrated.fire(new Migrated());
        } catch (FlywayException e) {
            LOG.warnf(
                    "The schema forage cannot be brought up to date; accounts wait, the next try is"
                            + " in %d s: %s",
                    RETRY_MILLIS / 1000, e.getMessage());
            vertx.setTimer(RETRY_MILLIS, timer -> vertx.executeBlocking(this::migrate, false));
        }
        return null;
    }

    private Flyway flyway() {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(
                        "jdbc:" + database.url(),
                        database.username(),
                        database.password().orElse(""))
                .schemas("forage")
                .createSchemas(true)
                .locations("classpath:io/freshet/forage/migrations")
                .connectRetries(0)
                .load();
    }
}
