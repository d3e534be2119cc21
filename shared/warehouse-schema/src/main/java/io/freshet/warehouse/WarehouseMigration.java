package io.freshet.warehouse;

import io.freshet.warehouse.layout.FreshetTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings Freshet's schema in a warehouse to the version of this program. */
public final class WarehouseMigration {

    private WarehouseMigration() {}

    /**
     * Migrates; does nothing where the schema is up to date. Blocks: not for an event loop. Several
     * services may call it at once; they wait for each other.
     *
     * @param warehouse gives connections of a role that may make schemas
     *     <p>It is done over one connection, so that what a migration changes and that it was done
     *     are one transaction: Flyway's own two connections commit one after the other, and who is
     *     killed in between never starts again.
     * @throws FlywayException where the warehouse does not answer, or its schema is newer or was
     *     altered by hand
     */
    public static void run(DataSource warehouse) {
        try (SoleConnection connection = SoleConnection.of(warehouse)) {
            run(connection);
        }
    }

    /** The texts of all migrations by their names, in order. */
    public static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        PackagedMigrations.NAMES.forEach(name -> scripts.put(name, PackagedMigrations.text(name)));
        return scripts;
    }

    private static void run(SoleConnection connection) {
        Flyway.configure(WarehouseMigration.class.getClassLoader())
                .dataSource(connection)
                .schemas(FreshetTables.SCHEMA)
                .createSchemas(true)
                .resourceProvider(new PackagedMigrations())
                .javaMigrationClassProvider(List::of)
                .connectRetries(0)
                .load()
                .migrate();
    }
}
