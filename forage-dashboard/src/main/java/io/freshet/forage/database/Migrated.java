package io.freshet.forage.database;

/**
 * The schema {@code forage} is up to date. Fired on a worker thread, which may be blocked, and
 * again some seconds later where an observer fails.
 */
public record Migrated() {}
