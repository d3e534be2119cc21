package io.freshet.lake.restore;

import io.freshet.lake.journal.LakeChange;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.manifest.ManifestChain;
import io.freshet.lake.store.LakeStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads what the lake holds of one epoch of a source: as of the newest manifest when this was made.
 * Needs nothing but the lake. Not thread-safe; blocks.
 */
public final class LakeReader {

    private final LakeStore store;
    private final String source;
    private final Manifest newest;
    private final Collection<LakeObject> all;
    private final long epoch;
    private final List<LakeObject> objects;

    /**
     * Reads the newest epoch.
     *
     * @param source the source's name
     * @throws IllegalStateException where the lake has nothing of it
     */
    public LakeReader(LakeStore store, String source) {
        this(store, source, OptionalLong.empty());
    }

    /**
     * Reads an epoch.
     *
     * @param source the source's name
     * @param epoch which one; empty for the newest
     * @throws IllegalStateException where the lake has nothing of it
     */
    public LakeReader(LakeStore store, String source, OptionalLong epoch) {
        this.store = store;
        this.source = source;
        ManifestChain chain = new ManifestChain(store, source);
        chain.refresh();
        this.newest =
                chain.newest()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the lake at %s has nothing of source %s"
                                                        .formatted(store.location(), source)));
        this.all = List.copyOf(chain.objects());
        this.epoch = epoch.orElse(newest.epoch());
        this.objects =
                all.stream()
                        .filter(object -> object.epoch() == this.epoch)
                        .sorted(
                                Comparator.comparingLong(LakeObject::from)
                                        .thenComparing(LakeObject::name))
                        .toList();
        if (objects.isEmpty() && this.epoch != newest.epoch()) {
            throw new IllegalStateException(
                    "the lake at %s has no epoch %d of source %s; it has %s"
                            .formatted(store.location(), this.epoch, source, epochs()));
        }
    }

    /** The source. */
    public String source() {
        return source;
    }

    /** The newest manifest. */
    public Manifest newest() {
        return newest;
    }

    /** The epoch that is read. */
    public long epoch() {
        return epoch;
    }

    /** All epochs that the lake has objects of, and the day of the first object of each. */
    public SortedMap<Long, LocalDate> epochs() {
        SortedMap<Long, LocalDate> epochs = new TreeMap<>();
        all.forEach(
                object ->
                        epochs.merge(
                                object.epoch(), object.date(), (a, b) -> a.isBefore(b) ? a : b));
        return epochs;
    }

    /** The objects of the epoch. */
    public List<LakeObject> objects() {
        return objects;
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
        changes(table, taker);
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
