package io.freshet.poller.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is left out of the answers of a table, as far as it is known by now.
 *
 * @param nullKeys how many rows have no key, and so cannot be read; {@link #MOST_COUNTED} stands
 *     for that many or more
 * @param doubleKeys keys under which there are several rows: the one with the least digest is read,
 *     the others are left out of rows, sums and digests
 * @param unreadKeys keys whose row cannot be read within the time limit: it is left out
 * @param names what people call the rows of keys that are hashes; a key without one stands for
 *     itself
 * @param notes what else is not as it could be, each a sentence for people
 */
public record TableFacts(
        long nullKeys,
        Set<Long> doubleKeys,
        Set<Long> unreadKeys,
        Map<Long, String> names,
        List<String> notes) {

    /** How many rows without a key are counted at the most. */
    public static final long MOST_COUNTED = 1_000;

    /** How many keys are named at the most. */
    public static final int MOST_NAMED = 5;

    /** Everything is read. */
    public static final TableFacts NOTHING_LEFT_OUT =
            new TableFacts(0, Set.of(), Set.of(), Map.of(), List.of());

    public TableFacts {
        doubleKeys = Set.copyOf(doubleKeys);
        unreadKeys = Set.copyOf(unreadKeys);
        names = Map.copyOf(names);
        notes = List.copyOf(notes);
    }

    /** Whether rows of the table are left out. */
    public boolean rowsLeftOut() {
        return nullKeys > 0 || !doubleKeys.isEmpty() || !unreadKeys.isEmpty();
    }

    /**
     * All of it in words, each a sentence that names the keys.
     *
     * @param key the name of the key column
     */
    public List<String> sentences(String key) {
        List<String> sentences = new ArrayList<>();
        if (nullKeys > 0) {
            sentences.add(
                    "%s%d rows have no %s and are left out"
                            .formatted(nullKeys >= MOST_COUNTED ? "at least " : "", nullKeys, key));
        }
        if (!doubleKeys.isEmpty()) {
            sentences.add(
                    "several rows have the same %s, of which one is read: %s"
                            .formatted(key, named(doubleKeys)));
        }
        if (!unreadKeys.isEmpty()) {
            sentences.add(
                    "rows that cannot be read within the time limit are left out: %s %s"
                            .formatted(key, named(unreadKeys)));
        }
        sentences.addAll(notes);
        return sentences;
    }

    private String named(Set<Long> keys) {
        String first =
                new TreeSet<>(keys)
                        .stream()
                                .limit(MOST_NAMED)
                                .map(key -> names.getOrDefault(key, String.valueOf(key)))
                                .collect(Collectors.joining(", "));
        return keys.size() > MOST_NAMED
                ? "%s and %d more".formatted(first, keys.size() - MOST_NAMED)
                : first;
    }
}
