package io.freshet.testkit.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Differences found so far, and how many rows are missing or too many by the worst of them. */
final class Tally {

    private static final int MOST_NAMED = 5;

    private final List<String> differences = new ArrayList<>();
    private long lost;
    private long doubled;

    /** Notes one that tells nothing of numbers of rows. */
    void differs(String sentence) {
        differences.add(sentence);
    }

    /**
     * Compares numbers of rows by something that tells them apart. What is missing here and too
     * much there counts as both.
     *
     * @param what what is compared, as a sentence begins
     */
    <K extends Comparable<K>> void compareRows(
            String what, Map<K, Long> expected, Map<K, Long> found) {
        TreeSet<K> all = new TreeSet<>(expected.keySet());
        all.addAll(found.keySet());
        List<String> wrong = new ArrayList<>();
        long missing = 0;
        long surplus = 0;
        for (K key : all) {
            long must = expected.getOrDefault(key, 0L);
            long is = found.getOrDefault(key, 0L);
            missing += Math.max(0, must - is);
            surplus += Math.max(0, is - must);
            if (must != is) {
                wrong.add("%s: %d rows instead of %d".formatted(key, is, must));
            }
        }
        lost = Math.max(lost, missing);
        doubled = Math.max(doubled, surplus);
        add(what, wrong);
    }

    /** Compares texts by something that tells them apart. */
    <K extends Comparable<K>> void compareValues(
            String what, Map<K, String> expected, Map<K, String> found) {
        TreeSet<K> all = new TreeSet<>(expected.keySet());
        all.addAll(found.keySet());
        List<String> wrong = new ArrayList<>();
        for (K key : all) {
            String must = expected.getOrDefault(key, "nothing");
            String is = found.getOrDefault(key, "nothing");
            if (!must.equals(is)) {
                wrong.add("%s: %s instead of %s".formatted(key, is, must));
            }
        }
        add(what, wrong);
    }

    /**
     * Compares rows, as texts, by their keys: what is missing or otherwise is lost, what nobody
     * asked for is doubled.
     */
    <K extends Comparable<K>> void compareKeyed(
            String what, Map<K, String> expected, Map<K, String> found) {
        long missing =
                expected.entrySet().stream()
                        .filter(row -> !row.getValue().equals(found.get(row.getKey())))
                        .count();
        long surplus = found.keySet().stream().filter(key -> !expected.containsKey(key)).count();
        lost = Math.max(lost, missing);
        doubled = Math.max(doubled, surplus);
        compareValues(what, expected, found);
    }

    /** Notes what is there more often than it may be. */
    void doubled(String what, List<String> each) {
        doubled = Math.max(doubled, each.size());
        add(what, each);
    }

    private void add(String what, List<String> wrong) {
        if (!wrong.isEmpty()) {
            differences.add(
                    "%s: %d differ, such as %s"
                            .formatted(
                                    what,
                                    wrong.size(),
                                    wrong.subList(0, Math.min(MOST_NAMED, wrong.size()))));
        }
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    long lost() {
        return lost;
    }

    long doubled() {
        return doubled;
    }
}
