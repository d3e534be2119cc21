package io.freshet.launcher.init;

import io.freshet.commandline.UsageException;
import java.util.Optional;
import java.util.Set;

/** The name of a source and its definition. */
final class SourceName {

    /** Names that definitions may not have, or that come with Freshet. */
    private static final Set<String> TAKEN =
            Set.of("freshet", "public", "forage", "pisa", "totesys");

    private static final int LONGEST = 40;

    private SourceName() {}

    /**
     * The name that was asked for, or one made of the database's.
     *
     * @throws UsageException where what was asked for is taken
     */
    static String of(Optional<String> asked, String database) {
        if (asked.isPresent()) {
            if (isTaken(asked.get())) {
                throw new UsageException(
                        "--name %s is a name of Freshet's own; choose another"
                                .formatted(asked.get()));
            }
            return asked.get();
        }
        String plain =
                database.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "_")
                        .replaceAll("^_+|_+$", "");
        String begun = plain.matches("[a-z].*") ? plain : "db_" + plain;
        String name = begun.substring(0, Math.min(LONGEST, begun.length())).replaceAll("_+$", "");
        return isTaken(name) ? name + "_db" : name;
    }

    private static boolean isTaken(String name) {
        return TAKEN.contains(name) || name.startsWith("pg_");
    }
}
