package io.freshet.forage;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An empty database for accounts, for one run of the application. */
public final class ForagePostgres implements QuarkusTestResourceLifecycleManager {
    private TestDatabase database;

    @Override
    public Map<String, String> start() {
        database = TestServers.postgres().createDatabase("forage");
        return Map.of(
                "freshet.forage.database.url", database.url(),
                "freshet.forage.database.username", database.username(),
                "freshet.forage.database.password", database.password());
    }

    @Override
    public void stop() {
        database.close();
    }
}
