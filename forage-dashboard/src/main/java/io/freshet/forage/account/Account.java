package io.freshet.forage.account;

/**
 * An account.
 *
 * @param id its key in the database
 * @param name as its owner wrote it
 * @param role what it may do
 */
public record Account(long id, String name, Role role) {}
