package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever sources, broker and warehouse do: what is said to be proven is so. Every key that did
 * not change since the time up to which a table is proven is held as the source has it.
 */
class ProofProperties {

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Map<Long, Long> changedAt = new HashMap<>();
    private SimulatedPoller poller;
    private long proven;
    private long failedAfter;

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void whatIsSaidToBeProvenIsHeldAsTheSourceHasIt(@ForAll long seed) {
        begin();
        Random random = new Random(seed);

        for (int move = 0; move < 300; move++) {
            move(random);
            pass(random.nextInt(30));
        }
        poller.broker.losing(false);
        poller.broker.consuming(true);
        poller.warehouse.away(false);
        long healthy = poller.time.wallMicros();

        pass(6_000);
        assertThat(proven)
                .as("proven again once nothing fails, while it says %s", poller.status())
                .isGreaterThan(healthy);
        poller.assertExact();
    }

    private void begin() {
        changedAt.clear();
        proven = 0;
        failedAfter = -1;
        poller = new SimulatedPoller();
        poller.table.fill(1, 2_000);
        poller.start();
    }

    private void pass(int looks) {
        for (int look = 0; look < looks; look++) {
            poller.pass(LOOK);
            if (poller.isTold() && poller.status().auditedAt() > proven) {
                proven = poller.status().auditedAt();
                assertProven();
            }
        }
    }

    private void assertProven() {
        Map<Long, Long> source = poller.table.digests(poller.meaning());
        Map<Long, Long> held = poller.warehouse.digests(SimulatedPoller.TABLE);
        TreeSet<Long> keys = new TreeSet<>(source.keySet());
        keys.addAll(held.keySet());
        keys.removeIf(key -> changedAt.getOrDefault(key, Long.MIN_VALUE) >= proven);
        for (long key : keys) {
            assertThat(held.get(key))
                    .as("key %d, proven up to %d, changed at %s", key, proven, changedAt.get(key))
                    .isEqualTo(source.get(key));
        }
    }

    private void move(Random random) {
        // a few keys change often, and back to what they were
        long key = random.nextBoolean() ? random.nextInt(20) : random.nextInt(6_000) - 1_000;
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> {
                poller.table.put(key, "v" + random.nextInt(3));
                changed(key, key);
            }
            case 4, 5 -> {
                poller.table.remove(key);
                changed(key, key);
            }
            case 6 -> {
                long last = key + random.nextInt(500);
                poller.table.fill(key, last);
                changed(key, last);
            }
            case 7 -> {
                if (poller.source.statements() > failedAfter) {
                    poller.source.failNext("it is down");
                    failedAfter = poller.source.statements();
                }
            }
            case 8 -> poller.broker.losing(random.nextInt(4) == 0);
            case 9 -> poller.broker.consuming(random.nextInt(4) > 0);
            case 10 -> poller.warehouse.away(random.nextInt(6) == 0);
            case 11 -> {
                poller.warehouse.rows(SimulatedPoller.TABLE).remove(key);
                changed(key, key);
            }
            case 12 -> {
                if (random.nextInt(10) == 0) {
                    poller.table.truncate();
                    changed(-2_000, 7_000);
                }
            }
            default -> {
                if (random.nextInt(10) == 0) {
                    poller.warehouse.openElsewhere();
                }
            }
        }
    }

    private void changed(long from, long to) {
        for (long key = from; key <= to; key++) {
            changedAt.put(key, poller.time.wallMicros());
        }
    }
}
