package io.freshet.simulator.database;

/**
 * A login that may connect to the sources and read their tables, and nothing else.
 *
 * @param name of the role
 * @param password of the role
 */
public record ReadOnlyRole(String name, String password) {
    @Override
    public String toString() {
        return "ReadOnlyRole[" + name + "]";
    }
}
