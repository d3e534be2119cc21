package io.freshet.lake.commit;

import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.Merge;
import io.freshet.lake.manifest.ObjectNames;
import io.freshet.lake.settings.LakeLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Chooses which objects become one: those of the same table and day, once the day is over. */
final class Compaction {

    private final ObjectNames names;
    private final LakeBounds bounds;

    Compaction(ObjectNames names, LakeBounds bounds) {
        this.names = names;
        this.bounds = bounds;
    }

    /** What is to be merged now; empty where nothing is. */
    List<Merge> merges(Collection<LakeObject> objects, Instant now) {
        LocalDate today = LocalDate.ofInstant(now.minus(bounds.compactAfter()), ZoneOffset.UTC);
        Map<String, List<LakeObject>> days =
                objects.stream()
                        .filter(object -> !object.snapshot() && object.date().isBefore(today))
                        .sorted(Comparator.comparingLong(LakeObject::from))
                        .collect(
                                Collectors.groupingBy(
                                        object ->
                                                "%s %s %d"
                                                        .formatted(
                                                                object.table(),
                                                                object.date(),
                                                                object.epoch()),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<Merge> merges = new ArrayList<>();
        for (List<LakeObject> day : days.values()) {
            runs(day).stream().filter(run -> run.size() > 1).map(this::merge).forEach(merges::add);
            if (merges.size() >= LakeLimits.OBJECTS_MERGED_AT_ONCE) {
                break;
            }
        }
        return merges;
    }

    /** Neighbours with the same columns, as long as they fit into one object together. */
    private List<List<LakeObject>> runs(List<LakeObject> day) {
        List<List<LakeObject>> runs = new ArrayList<>();
        List<LakeObject> run = new ArrayList<>();
        long bytes = 0;
        for (LakeObject object : day) {
            boolean fits =
                    run.isEmpty()
                            || (bytes + object.bytes() <= bounds.objectBytes()
                                    && object.columns().equals(run.get(0).columns()));
            if (!fits) {
                runs.add(run);
                run = new ArrayList<>();
                bytes = 0;
            }
            run.add(object);
            bytes += object.bytes();
        }
        runs.add(run);
        return runs;
    }

    private Merge merge(List<LakeObject> run) {
        LakeObject first = run.get(0);
        LakeObject last = run.get(run.size() - 1);
        return new Merge(
                names.changes(
                        first.ofTable(), first.date(), first.epoch(), first.from(), last.to()),
                run.stream().map(LakeObject::name).toList());
    }
}
