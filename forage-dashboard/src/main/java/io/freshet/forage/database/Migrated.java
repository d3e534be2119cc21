package io.freshet.forage.database;

/** The schema {@code forage} is up to date; fired once, on a worker thread. */
public record Migrated() {}
