package io.freshet.simulator.database;

import static io.freshet.simulator.database.ResponsesTable.quoted;

/**
 * A login that may connect to the sources and read their tables, and nothing else.
 *
 * @param name of the role
 * @param password of the role
 */
public record ReadOnlyRole(String name, String password) {

    /**
     * The statements that let it read, and take from everybody else what PUBLIC may in a database.
     *
     * @param database its name, unquoted
     * @param what is granted, such as {@code ALL TABLES IN SCHEMA public}
     */
    public String grants(String database, String what) {
        String role = quoted(name);
        return String.join(
                "; ",
                "REVOKE ALL ON DATABASE " + quoted(database) + " FROM PUBLIC",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + quoted(database) + " TO " + role,
                "GRANT USAGE ON SCHEMA public TO " + role,
                "GRANT SELECT ON " + what + " TO " + role);
    }

    @Override
    public String toString() {
        return "ReadOnlyRole[" + name + "]";
    }
}
