package io.freshet.launcher.init.propose;

import java.util.Optional;

/**
 * Rows of one table that lead to rows of another.
 *
 * @param table whose rows lead
 * @param column its column that holds the other's key
 * @param parent where they lead
 * @param alias what the way is called; empty for the parent's name
 * @param guessed whether nothing but names and values says so
 */
public record ProposedJoin(
        String table, String column, String parent, Optional<String> alias, boolean guessed) {

    /** How charts name what is reached. */
    public String called() {
        return alias.orElse(parent);
    }
}
