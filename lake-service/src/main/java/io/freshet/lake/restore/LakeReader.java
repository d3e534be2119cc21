package io.freshet.lake.restore;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.manifest.ManifestChain;
import io.freshet.lake.store.LakeStore;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads what the lake holds of a source, of its newest epoch: as of the newest manifest when this
 * was made. Needs nothing but the lake. Not thread-safe; blocks.
 */
public final class LakeReader {

    private final LakeStore store;
    private final List<LakeObject> objects;

    /**
     * @param source the source's name
     * @throws IllegalStateException where the lake has nothing of it
     */
    public LakeReader(LakeStore store, String source) {
        this.store = store;
        ManifestChain chain = new ManifestChain(store, source);
        chain.refresh();
        long epoch =
                chain.newest()
                        .map(Manifest::epoch)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the lake at %s has nothing of source %s"
                                                        .formatted(store.location(), source)));
        this.objects =
                chain.objects().stream()
                        .filter(object -> object.epoch() == epoch)
                        .sorted(
                                Comparator.comparingLong(LakeObject::from)
                                        .thenComparing(LakeObject::name))
                        .toList();
    }

    /** The tables that the lake has rows of. */
    public Set<LakeTable> tables() {
        return objects.stream()
                .map(LakeObject::ofTable)
                .collect(
                        Collectors.toCollection(
                                () -> new TreeSet<>(Comparator.comparing(LakeTable::key))));
    }

    /** Gives every change of a table, in the order in which they were made. */
    public void changes(LakeTable table, Consumer<LakeChange> taker) {
        read(of(table, false), taker);
    }

    /**
     * Gives what makes the rows of a table as they are now, where each replaces the one before it
     * of the same key: rows as they stood when the epoch began, then every change since.
     */
    public void rows(LakeTable table, Consumer<LakeChange> taker) {
        read(of(table, true), taker);
        long begun =
                objects.stream()
                        .filter(LakeObject::snapshot)
                        .mapToLong(LakeObject::to)
                        .max()
                        .orElse(0);
        changes(
                table,
                change -> {
                    if (change.version() > begun) {
                        taker.accept(change);
                    }
                });
    }

    private List<LakeObject> of(LakeTable table, boolean snapshot) {
        return objects.stream()
                .filter(object -> object.snapshot() == snapshot && object.ofTable().equals(table))
                .toList();
    }

    private void read(List<LakeObject> from, Consumer<LakeChange> taker) {
        try (OrderedChanges changes = new OrderedChanges(store, from)) {
            changes.forEachRemaining(taker);
        }
    }
}
