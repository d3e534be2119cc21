package io.freshet.configuration;

/**
 * The database that Freshet writes to.
 *
 * @param url where it is
 * @param username the role that owns Freshet's schemas
 * @param password that role's password
 */
public record WarehouseConfig(DatabaseUrl url, String username, Secret password) {}
