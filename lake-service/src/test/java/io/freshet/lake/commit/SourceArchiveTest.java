package io.freshet.lake.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.manifest.Expiring;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.manifest.ManifestChain;
import io.freshet.lake.manifest.ManifestConflictException;
import io.freshet.lake.restore.LakeReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each change is in the lake once, whatever is killed, restored or done twice. */
@Tag("slow")
class SourceArchiveTest {

    private static final Instant EVENING = Instant.parse("2026-11-26T23:59:58Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-27T00:00:02Z");
    private static final Instant LATER = Instant.parse("2026-11-28T06:00:00Z");
    private static final Instant WEEKS_LATER = Instant.parse("2026-12-28T06:00:00Z");
    private static final LakeBounds BOUNDS =
            new LakeBounds(1_000_000, 4, 1_000_000, Duration.ofHours(1), Duration.ofDays(7));

    private final MemoryStore store = new MemoryStore();
    private MemoryJournal journal = new MemoryJournal();
    private Instant now = EVENING;

    private SourceArchive process() {
        return new SourceArchive("shop", store, journal, BOUNDS, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void archiveAll() {
        SourceArchive process = process();
        while (process.archive().isPresent()) {
            // there is more
        }
    }

    /** A history over midnight, archived meanwhile by a process that is killed wherever it says. */
    private void history(FaultPoints faults) {
        store.failBy(faults);
        journal.failBy(faults);
        now = EVENING;
        journal.change(1, 1, "2.40", EVENING);
        journal.change(2, 2, "0.00", EVENING);
        surviving(this::archiveAll);
        journal.change(3, 1, "2.50", EVENING);
        surviving(this::archiveAll);
        // In the order of commits, not of begins.
        journal.change(5, 2, "-7.00", MIDNIGHT);
        journal.change(6, 1, "2.40", EVENING);
        journal.change(9, 3, null, MIDNIGHT);
        surviving(this::archiveAll);
        now = LATER;
        journal.change(10, 2, null, LATER);
        surviving(this::archiveAll);
        surviving(() -> process().compact());
        now = WEEKS_LATER;
        surviving(() -> process().compact());
        journal.change(11, 4, "99999999.99", WEEKS_LATER);
        surviving(this::archiveAll);
    }

    private static void surviving(Runnable step) {
        try {
            step.run();
        } catch (FaultPoints.Killed e) {
            step.run();
        }
    }

    @Test
    void everyChangeIsInOneObjectWhereverItIsKilled() {
        int step = Integer.getInteger("freshet.test.lake-step", 3);
        long calls = 0;
        String struck;
        do {
            calls += step;
            store.objects.clear();
            journal = new MemoryJournal();
            FaultPoints faults = new FaultPoints(calls);
            history(faults);
            struck = faults.struck();
            store.failBy(new FaultPoints(0));
            journal.failBy(new FaultPoints(0));
            String where = "killed at call %d, %s".formatted(calls, struck);
            for (LakeTable table : Set.of(MemoryJournal.ORDERS, MemoryJournal.FACTS)) {
                assertThat(archived(table)).as(where).isEqualTo(journalled(table));
                assertThat(MemoryJournal.states(rows(table)))
                        .as(where)
                        .isEqualTo(journal.rows(table));
            }
            assertThat(stored()).as(where).isEqualTo(named());
        } while (!struck.isEmpty());
        assertThat(calls).isGreaterThan(100);
    }

    @Test
    void aDayThatIsOverIsOneObjectForEachTable() {
        history(new FaultPoints(0));

        assertThat(chain().objects())
                .filteredOn(object -> object.date().toString().equals("2026-11-26"))
                .filteredOn(object -> !object.snapshot())
                .extracting(LakeObject::name)
                .containsExactlyInAnyOrder(
                        "ingestion/shop/orders/2026/11/26/e0001-v000000000000000-v000000000000006.parquet",
                        "processed/shop/fact_orders/2026/11/26/e0001-v000000000000000-v000000000000006.parquet");
    }

    @Test
    void anOldPositionThatIsRestoredAddsNothing() {
        history(new FaultPoints(0));
        Set<String> before = Set.copyOf(store.objects.keySet());

        journal.archived = 2;
        journal.left = new ArrayList<>(journal.all);
        archiveAll();

        assertThat(store.objects.keySet()).isEqualTo(before);
        assertThat(journal.archived).isEqualTo(11);
    }

    @Test
    void ofTwoProcessesOneCommitsAndTheOtherGoesOnFromThere() {
        journal.change(1, 1, "1.00", EVENING);
        SourceArchive one = process();
        SourceArchive other = process();
        one.archive();
        journal.change(2, 1, "2.00", EVENING);
        other.archive();
        one.archive();
        journal.change(3, 1, "3.00", EVENING);
        one.archive();
        other.archive();
        other.archive();
        one.archive();

        assertThat(archived(MemoryJournal.ORDERS)).isEqualTo(journalled(MemoryJournal.ORDERS));
        assertThat(stored()).isEqualTo(named());
    }

    @Test
    void ofTwoManifestsOnTopOfTheSameOneIsRefused() {
        journal.change(1, 1, "1.00", EVENING);
        archiveAll();
        ManifestChain late = chain();
        journal.change(2, 1, "2.00", EVENING);
        archiveAll();
        Manifest newest = chain().newest().orElseThrow();

        assertThat(late.commit(OtherManifests.madeAt(newest, LATER))).isFalse();
        late.refresh();
        assertThatThrownBy(() -> late.commit(newest))
                .isInstanceOf(ManifestConflictException.class)
                .hasMessageContaining("does not follow manifest 3 at 2");
    }

    @Test
    void aNameThatIsInTheLakeIsRefused() {
        journal.change(1, 1, "1.00", EVENING);
        archiveAll();
        ManifestChain chain = chain();
        Manifest newest = chain.newest().orElseThrow();
        Manifest again = OtherManifests.withTheSameNames(newest, chain.next(), LATER);

        assertThatThrownBy(() -> chain.commit(again))
                .isInstanceOf(ManifestConflictException.class)
                .hasMessageContaining("is in the lake already");
    }

    @Test
    void aWarehouseRestoredFromABackupBeginsAnEpochWithAllItsRows() {
        journal.change(1, 1, "1.00", EVENING);
        archiveAll();
        MemoryJournal backup = journal.copy();
        journal.change(2, 1, "2.00", EVENING);
        archiveAll();

        journal = backup;
        journal.change(2, 1, "200.00", LATER);
        journal.change(3, 2, "3.00", LATER);
        archiveAll();

        assertThat(MemoryJournal.states(rows(MemoryJournal.ORDERS)))
                .isEqualTo(journal.rows(MemoryJournal.ORDERS));
        assertThat(chain().newest().orElseThrow().epoch()).isEqualTo(2);
        assertThat(stored()).isEqualTo(named());
    }

    @Test
    void aPlanOfChangesThatAreGoneIsGivenUpAndTheLakeBeginsAnew() {
        journal.change(1, 1, "1.00", EVENING);
        archiveAll();
        journal.change(2, 1, "2.00", EVENING);
        store.failBy(FaultPoints.at("after creating manifests/shop/plans/3.json"));
        assertThatThrownBy(this::archiveAll).isInstanceOf(FaultPoints.Killed.class);
        store.failBy(new FaultPoints(0));
        journal.left.clear();
        journal.change(3, 1, "3.00", EVENING);

        archiveAll();

        assertThat(MemoryJournal.states(rows(MemoryJournal.ORDERS)))
                .isEqualTo(journal.rows(MemoryJournal.ORDERS));
        assertThat(chain().newest().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void theNewestManifestIsFoundWithoutAHintAndWithAnOldOne() {
        for (int version = 1; version <= 21; version++) {
            journal.change(version, 1, version + ".00", EVENING);
            archiveAll();
        }
        byte[] old = "{\"number\": 6}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        for (byte[] hint : new byte[][] {null, old}) {
            store.objects.remove("manifests/shop/newest.json");
            if (hint != null) {
                store.put("manifests/shop/newest.json", hint);
            }
            assertThat(chain().newest().orElseThrow().position()).isEqualTo(21);
        }
    }

    private ManifestChain chain() {
        ManifestChain chain = new ManifestChain(store, "shop");
        chain.refresh();
        return chain;
    }

    private List<String> archived(LakeTable table) {
        List<LakeChange> changes = new ArrayList<>();
        new LakeReader(store, "shop").changes(table, changes::add);
        return changes.stream().map(LakeChange::toString).toList();
    }

    private List<LakeChange> rows(LakeTable table) {
        List<LakeChange> changes = new ArrayList<>();
        new LakeReader(store, "shop").rows(table, changes::add);
        return changes;
    }

    private List<String> journalled(LakeTable table) {
        return journal.all.stream()
                .filter(change -> change.table().equals(table))
                .map(LakeChange::toString)
                .toList();
    }

    /** The data objects that are in the store. */
    private Set<String> stored() {
        return store.objects.keySet().stream()
                .filter(name -> name.endsWith(".parquet"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that the manifests know. */
    private Set<String> named() {
        ManifestChain chain = chain();
        return Stream.concat(
                        chain.objects().stream().map(LakeObject::name),
                        chain.expiring().stream().map(Expiring::name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
