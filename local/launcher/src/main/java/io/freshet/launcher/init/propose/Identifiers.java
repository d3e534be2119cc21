package io.freshet.launcher.init.propose;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Makes names that definitions take out of names that databases have: lower-case letters, digits
 * and underscores, each once. Not thread-safe.
 */
final class Identifiers {

    private static final int LONGEST = 50;

    private final Set<String> taken;
    private final String first;

    /**
     * @param reserved names that are not given
     * @param first what a name begins with that would begin with a digit, or with nothing
     */
    Identifiers(Set<String> reserved, String first) {
        this.taken = new HashSet<>(reserved);
        this.first = first;
    }

    /** A name that was not given before, as much like the given one as may be. */
    String give(String name) {
        String plain = plain(name, first);
        String given = plain;
        for (int number = 2; !taken.add(given); number++) {
            given = plain + "_" + number;
        }
        return given;
    }

    /** A name as a definition takes it, perhaps one that is taken. */
    static String plain(String name, String first) {
        String letters =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        .replace("ß", "ss")
                        .replace("ø", "o")
                        .replace("æ", "ae")
                        .replace("ł", "l")
                        .replaceAll("[^a-z0-9]+", "_");
        String trimmed = letters.replaceAll("^_+|_+$", "");
        String begun = trimmed.matches("[a-z].*") ? trimmed : first + trimmed;
        return begun.substring(0, Math.min(LONGEST, begun.length())).replaceAll("_+$", "");
    }
}
