package io.freshet.lake.manifest;

import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.lake.store.LakeStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests of one source, and what they say together. The newest is found without listing:
 * from the hint, or from nothing by doubling and halving, as none is missing in between. Not
 * thread-safe.
 */
public final class ManifestChain {

    /** Which manifest was the newest when this was written. */
    record Newest(long number) {}

    private final LakeStore store;
    private final String source;
    private final ObjectNames names;
    private final Map<String, LakeObject> objects = new LinkedHashMap<>();
    private final List<Expiring> expiring = new ArrayList<>();
    private Manifest newest;
    private String newestHash = "";

    /**
     * @param source the source
     */
    public ManifestChain(LakeStore store, String source) {
        this.store = store;
        this.source = source;
        this.names = new ObjectNames(source);
    }

    /** The newest manifest that was read; empty before the first. */
    public Optional<Manifest> newest() {
        return Optional.ofNullable(newest);
    }

    /** The number of the manifest to come. */
    public long next() {
        return newest == null ? 1 : newest.number() + 1;
    }

    /** All objects that the lake holds, those that others replace left out. */
    public Collection<LakeObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    /** Replaced objects that are still there. */
    public List<Expiring> expiring() {
        return List.copyOf(expiring);
    }

    /**
     * Reads what was committed since, by whomever.
     *
     * @throws IllegalStateException where a manifest is missing or damaged
     */
    public void refresh() {
        if (newest == null) {
            long number = newestNumber();
            if (number == 0) {
                return;
            }
            Manifest last = required(number);
            for (long each = last.listed(); each <= number; each++) {
                take(each, bytes(each).orElseThrow(() -> missing(last.listed())));
            }
        }
        Optional<byte[]> further = bytes(next());
        while (further.isPresent()) {
            take(next(), further.get());
            further = bytes(next());
        }
    }

    /**
     * Commits, if the manifest known as the newest is the newest.
     *
     * @return false where somebody else committed before; then {@link #refresh} reads that
     * @throws ManifestConflictException where what it adds is in the lake already
     */
    public boolean commit(Manifest draft) {
        refuseWhatIsTaken(draft);
        Manifest manifest = complete(draft);
        byte[] bytes = LakeJson.bytes(manifest);
        String name = names.manifest(manifest.number());
        boolean stored = store.createIfAbsent(name, bytes);
        if (!stored && !store.read(name).map(Sha256::of).equals(Optional.of(Sha256.of(bytes)))) {
            return false;
        }
        take(manifest.number(), bytes);
        store.put(names.newest(), LakeJson.bytes(new Newest(manifest.number())));
        return true;
    }

    /** With what only the chain knows: its place, and from time to time the list of all objects. */
    private Manifest complete(Manifest draft) {
        long listed = newest == null ? 0 : newest.listed();
        boolean lists =
                listed == 0
                        || draft.kind() == ManifestKind.COMPACTION
                        || draft.number() - listed >= LakeLimits.MANIFESTS_TO_A_LIST;
        Set<String> gone = Set.copyOf(draft.removes());
        List<LakeObject> all =
                Stream.concat(
                                objects.values().stream()
                                        .filter(object -> !gone.contains(object.name())),
                                draft.adds().stream())
                        .toList();
        return new Manifest(
                source,
                draft.number(),
                newestHash,
                draft.kind(),
                draft.installation(),
                draft.epoch(),
                draft.from(),
                draft.position(),
                draft.mark(),
                draft.committedAt(),
                draft.adds(),
                draft.removes(),
                lists ? draft.number() : listed,
                lists ? all : List.of(),
                draft.kind() == ManifestKind.COMPACTION
                        ? draft.expiring()
                        : lists ? expiring : List.of());
    }

    private void refuseWhatIsTaken(Manifest draft) {
        long position = newest == null ? 0 : newest.position();
        if (draft.number() != next() || draft.from() != position) {
            throw new ManifestConflictException(
                    "manifest %d from version %d does not follow manifest %d at %d"
                            .formatted(draft.number(), draft.from(), next() - 1, position));
        }
        Set<String> added = new TreeSet<>();
        Set<String> replaced = expiring.stream().map(Expiring::name).collect(Collectors.toSet());
        for (LakeObject object : draft.adds()) {
            if (objects.containsKey(object.name())
                    || replaced.contains(object.name())
                    || !added.add(object.name())) {
                throw new ManifestConflictException(
                        "object %s is in the lake already".formatted(object.name()));
            }
        }
    }

    private void take(long number, byte[] bytes) {
        Manifest manifest = LakeJson.read(names.manifest(number), bytes, Manifest.class);
        if (newest != null && !manifest.previous().equals(newestHash)) {
            throw new IllegalStateException(
                    "%s of the lake was not made on top of the one before it; restore both from a copy"
                            .formatted(names.manifest(number)));
        }
        if (manifest.listed() == number) {
            objects.clear();
            manifest.objects().forEach(object -> objects.put(object.name(), object));
            expiring.clear();
            expiring.addAll(manifest.expiring());
        } else {
            manifest.removes().forEach(objects::remove);
            manifest.adds().forEach(object -> objects.put(object.name(), object));
        }
        newest = manifest;
        newestHash = Sha256.of(bytes);
    }

    private long newestNumber() {
        long known =
                store.read(names.newest())
                        .map(bytes -> LakeJson.read(names.newest(), bytes, Newest.class).number())
                        .filter(number -> bytes(number).isPresent())
                        .orElse(0L);
        long step = 1;
        while (bytes(known + step).isPresent()) {
            step *= 2;
        }
        long absent = known + step;
        while (absent - known > 1) {
            long middle = known + (absent - known) / 2;
            if (bytes(middle).isPresent()) {
                known = middle;
            } else {
                absent = middle;
            }
        }
        return known;
    }

    private Manifest required(long number) {
        return LakeJson.read(
                names.manifest(number),
                bytes(number).orElseThrow(() -> missing(number)),
                Manifest.class);
    }

    private IllegalStateException missing(long number) {
        return new IllegalStateException(
                "%s of the lake is missing; restore it from a copy"
                        .formatted(names.manifest(number)));
    }

    private Optional<byte[]> bytes(long number) {
        return store.read(names.manifest(number));
    }
}
