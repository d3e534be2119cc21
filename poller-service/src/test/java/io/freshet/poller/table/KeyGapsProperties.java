package io.freshet.poller.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a table does, every key is either seen or in exactly one gap. */
class KeyGapsProperties {

    private static final int KEYS = 200;

    @Property(tries = 300)
    void everyKeyIsEitherSeenOrInAGap(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int moves) {
        Random random = new Random(seed);
        KeyGaps gaps = KeyGaps.everything(0);
        TreeSet<Long> table = new TreeSet<>();
        Set<Long> seen = new HashSet<>();
        long now = 0;

        for (int move = 0; move < moves; move++) {
            now += random.nextInt(5_000);
            switch (random.nextInt(5)) {
                case 0, 1 -> insert(table, random);
                case 2 -> {
                    List<KeyRange> due =
                            gaps.toProbe(
                                    now,
                                    random.nextInt(50),
                                    random.nextInt(50),
                                    random.nextBoolean());
                    long[] found = probe(table, due, 1 + random.nextInt(20));
                    gaps.settle(due, found, now);
                    for (long key : found) {
                        assertThat(seen.add(key)).as("key %d is found once", key).isTrue();
                    }
                }
                case 3 -> {
                    long key = random.nextInt(KEYS);
                    table.remove(key);
                    gaps.unsee(key, now);
                    seen.remove(key);
                }
                default -> {
                    long low = random.nextInt(KEYS);
                    KeyRange range = new KeyRange(low, low + random.nextInt(KEYS));
                    table.removeIf(key -> range.contains(key) && random.nextInt(3) == 0);
                    gaps.reset(range, probe(table, List.of(range), KEYS * 2), now);
                    seen.removeIf(range::contains);
                    table.stream().filter(range::contains).forEach(seen::add);
                }
            }
            assertThatKeysAreSeenOrInAGap(gaps, seen);
        }
    }

    @Property(tries = 100)
    void everyInsertedKeyIsFoundInOneRound(@ForAll long seed) {
        Random random = new Random(seed);
        KeyGaps gaps = KeyGaps.everything(0);
        TreeSet<Long> table = new TreeSet<>();
        insert(table, random);
        Set<Long> seen = new HashSet<>();
        long now = 0;
        for (int poll = 0; poll < 50; poll++) {
            now += random.nextInt(5_000);
            poll(gaps, table, seen, now);
        }

        insert(table, random);
        for (int poll = 0; poll < 100; poll++) {
            poll(gaps, table, seen, now);
        }

        assertThat(seen).containsAll(table);
    }

    private static void poll(KeyGaps gaps, NavigableSet<Long> table, Set<Long> seen, long now) {
        List<KeyRange> due = gaps.toProbe(now, 3, 3, true);
        long[] found = probe(table, due, KEYS * 4);
        gaps.settle(due, found, now);
        for (long key : found) {
            seen.add(key);
        }
    }

    private static void insert(NavigableSet<Long> table, Random random) {
        int rows = 1 + random.nextInt(20);
        for (int row = 0; row < rows; row++) {
            table.add((long) random.nextInt(KEYS * 2) - KEYS / 2);
        }
    }

    private static long[] probe(NavigableSet<Long> table, List<KeyRange> ranges, int most) {
        List<Long> found = new ArrayList<>();
        for (KeyRange range : ranges) {
            found.addAll(table.subSet(range.low(), true, range.high(), true));
        }
        return found.stream().limit(most).mapToLong(Long::longValue).toArray();
    }

    private static void assertThatKeysAreSeenOrInAGap(KeyGaps gaps, Set<Long> seen) {
        for (long key = -KEYS; key < KEYS * 3; key++) {
            assertThat(gaps.contains(key))
                    .as("key %d in a gap", key)
                    .isEqualTo(!seen.contains(key));
        }
        List<KeyRange> ranges = gaps.ranges();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).low()).isGreaterThan(ranges.get(i - 1).high());
        }
        assertThat(gaps.highWaterMark())
                .isEqualTo(seen.stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE));
    }
}
