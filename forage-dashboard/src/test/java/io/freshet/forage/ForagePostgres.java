package io.freshet.forage;

import io.freshet.forage.config.ForageConfig;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.rights.WarehouseRights;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * An empty database for accounts, for one run of the application, which has no more rights there
 * than {@code ./freshet grants} gives the dashboard.
 */
public final class ForagePostgres implements QuarkusTestResourceLifecycleManager {
    private TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = TestServers.postgres().createDatabase("forage");
        TestDatabase.Login service = WarehouseRights.of(database).login("forage");
        return Map.of(
                "freshet.forage.database.url", database.url(),
                "freshet.forage.database.username", service.username(),
                "freshet.forage.database.password", service.password());
    }

    /** A connection as the dashboard itself has them. */
    public static Connection connect(ForageConfig config) throws SQLException {
        ForageConfig.DatabaseConfig database = config.database();
        return DriverManager.getConnection(
                "jdbc:" + database.url(), database.username(), database.password().orElse(""));
    }

    @Override
    public void stop() {
        database.close();
    }
}
