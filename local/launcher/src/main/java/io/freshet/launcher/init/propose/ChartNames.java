package io.freshet.launcher.init.propose;

import java.util.HashSet;
import java.util.Set;

/** Gives charts names as definitions take them, each once. Not thread-safe. */
final class ChartNames {

    private static final int LONGEST_PART = 26;

    /** Each pipeline has a chart of that name without declaring it. */
    private final Set<String> given = new HashSet<>(Set.of("freshness"));

    /** A name such as {@code orders-by-status}. */
    String give(String table, String rest) {
        return unique(cut(table) + "-" + cut(rest));
    }

    /** A name such as {@code latest-orders}. */
    String latest(String table) {
        return unique("latest-" + cut(table));
    }

    private static String cut(String part) {
        String name = part.replaceAll("[^a-z0-9]+", "-");
        return name.substring(0, Math.min(LONGEST_PART, name.length())).replaceAll("^-+|-+$", "");
    }

    private String unique(String name) {
        String free = name;
        for (int number = 2; !given.add(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }
}
