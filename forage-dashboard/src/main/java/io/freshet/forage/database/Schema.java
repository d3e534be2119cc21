package io.freshet.forage.database;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.Secret;
import io.freshet.forage.config.ForageConfig;
import io.freshet.runtime.postgres.DatabaseAccess;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema {@code forage} up to date after the start, on a worker thread, tells {@link
 * Migrated}, and tries both again where one fails: the charts are shown meanwhile.
 */
@Singleton
final class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final long RETRY_MILLIS = 5000;

    private final FreshetConfig config;
    private final ForageConfig.DatabaseConfig database;
    private final Vertx vertx;
    private final Event<Migrated> migrated;
    private volatile boolean stopped;

    Schema(FreshetConfig config, ForageConfig forage, Vertx vertx, Event<Migrated> migrated) {
        this.config = config;
        this.database = forage.database();
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
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Accounts wait for the schema forage and the first operator, the next try is in"
                            + " %d s: %s",
                    RETRY_MILLIS / 1000, e.getMessage());
            vertx.setTimer(RETRY_MILLIS, timer -> vertx.executeBlocking(this::migrate, false));
        }
        return null;
    }

    private Flyway flyway() {
        DatabaseAccess access =
                config.warehouse()
                        .map(DatabaseAccess::of)
                        .filter(
                                warehouse ->
                                        warehouse.url().first().equals(database.url())
                                                && warehouse.username().equals(database.username()))
                        .orElseGet(this::named);
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(access.jdbcUrl(), access.username(), access.jdbcPassword())
                .schemas("forage")
                .createSchemas(true)
                .locations("classpath:io/freshet/forage/migrations")
                .connectRetries(0)
                .load();
    }

    private DatabaseAccess named() {
        return new DatabaseAccess(
                DatabaseUrl.parse(database.url()),
                database.username(),
                new Secret(database.password().orElse("")));
    }
}
