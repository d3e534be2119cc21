package io.freshet.warehouse.layout;

/**
 * Statements by which a definition is tried beside the tables that are there, within a transaction
 * that is rolled back.
 */
public final class RehearsalSql {

    /** Freshet's own schema, where there is none yet. */
    public static final String OWN_SCHEMA = "create schema if not exists " + FreshetTables.SCHEMA;

    /** Lets names without a schema be those of Freshet's own tables. */
    public static final String OWN_NAMES =
            "set local search_path = " + FreshetTables.SCHEMA + ", pg_catalog";

    /** Whether migrations were run; answers boolean. */
    public static final String MIGRATED =
            "select to_regclass('" + FreshetTables.SCHEMA + ".flyway_schema_history') is not null";

    /** The migrations that were; answers script. */
    public static final String MIGRATIONS =
            "select script from " + FreshetTables.SCHEMA + ".flyway_schema_history where success";

    /** Whether Freshet's own tables are there; answers boolean. */
    public static final String PREPARED =
            "select to_regclass('" + FreshetTables.SOURCE_STATUS + "') is not null";

    private RehearsalSql() {}

    /** Whether there is a schema of that name; answers boolean. */
    public static String isThere(String schema) {
        return "select to_regnamespace(%s) is not null"
                .formatted(SqlText.literal(SqlText.quoted(schema)));
    }

    /** Gives a schema another name. */
    public static String setAside(String schema, String name) {
        return "alter schema %s rename to %s"
                .formatted(SqlText.quoted(schema), SqlText.quoted(name));
    }

    /** Forgets what the tables of a pipeline, or of a star schema, were made from. */
    public static String forget(String schema) {
        return "delete from %s where pipeline = %s"
                .formatted(FreshetTables.CATALOGUE, SqlText.literal(schema));
    }
}
