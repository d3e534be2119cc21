package io.freshet.lake.commit;

import io.freshet.lake.journal.LakeJournal;
import io.freshet.lake.journal.LakeMark;
import io.freshet.lake.journal.LakeStanding;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.manifest.CommitPlan;
import io.freshet.lake.manifest.Expiring;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.manifest.ManifestChain;
import io.freshet.lake.manifest.ManifestKind;
import io.freshet.lake.manifest.Merge;
import io.freshet.lake.manifest.ObjectNames;
import io.freshet.lake.manifest.Sha256;
import io.freshet.lake.parquet.ChangeFile;
import io.freshet.lake.store.LakeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the objects of a commit, and drafts its manifest. Not thread-safe; blocks. */
final class CommitWriter {

    private final LakeStore store;
    private final LakeJournal journal;
    private final ObjectNames names;
    private final ManifestChain chain;
    private final LakeBounds bounds;

    CommitWriter(
            LakeStore store,
            LakeJournal journal,
            ObjectNames names,
            ManifestChain chain,
            LakeBounds bounds) {
        this.store = store;
        this.journal = journal;
        this.names = names;
        this.chain = chain;
        this.bounds = bounds;
    }

    /** The changes of the plan's range; empty where the journal does not have all of them. */
    Optional<Manifest> changes(CommitPlan plan, LakeStanding standing) {
        try (ObjectFiles files = new ObjectFiles(plan.columns(), Long.MAX_VALUE)) {
            journal.changes(plan.from(), plan.to(), files::add);
            if (files.rows() != plan.rows()) {
                return Optional.empty();
            }
            List<LakeObject> objects = new ArrayList<>();
            for (ObjectFiles.Done done : files.finished()) {
                String name =
                        names.changes(
                                done.table(), done.date(), plan.epoch(), plan.from(), plan.to());
                objects.add(stored(name, done, plan.epoch(), plan.from(), plan.to(), false));
            }
            LakeMark mark = new LakeMark(files.last().changeId(), files.last().changedAt());
            return Optional.of(draft(plan, standing.installation(), plan.to(), mark, objects));
        }
    }

    /** The rows that are held and of which no change to come tells. */
    Manifest snapshot(CommitPlan plan, LakeStanding standing) {
        LocalDate date = LocalDate.ofInstant(plan.at(), ZoneOffset.UTC);
        Set<LakeTable> tables =
                plan.columns().keySet().stream().map(LakeTable::of).collect(Collectors.toSet());
        try (ObjectFiles files = new ObjectFiles(plan.columns(), bounds.objectBytes())) {
            long version = journal.snapshot(tables, plan.to(), change -> files.add(change, date));
            List<LakeObject> objects = new ArrayList<>();
            Map<LakeTable, Integer> parts = new HashMap<>();
            for (ObjectFiles.Done done : files.finished()) {
                String name = part(plan, done.table(), done.part());
                objects.add(stored(name, done, plan.epoch(), 0, version, true));
                parts.merge(done.table(), done.part(), Math::max);
            }
            // An earlier attempt may have had more rows.
            for (LakeTable table : tables) {
                int part = parts.getOrDefault(table, 0) + 1;
                while (store.exists(part(plan, table, part))) {
                    store.delete(part(plan, table, part));
                    part++;
                }
            }
            return draft(plan, standing.installation(), plan.to(), null, objects);
        }
    }

    private String part(CommitPlan plan, LakeTable table, int part) {
        LocalDate date = LocalDate.ofInstant(plan.at(), ZoneOffset.UTC);
        return names.snapshot(table, date, plan.epoch(), plan.number(), part);
    }

    /** Nothing: the lake stays where it is, and begins anew with the next commit. */
    Manifest givenUp(CommitPlan plan, LakeStanding standing) {
        Manifest newest = chain.newest().orElse(null);
        return new Manifest(
                "",
                plan.number(),
                "",
                ManifestKind.GIVEN_UP,
                standing.installation(),
                newest == null ? 0 : newest.epoch(),
                plan.from(),
                plan.from(),
                null,
                plan.at(),
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of());
    }

    /** The plan's objects merged, and those deleted that were merged long enough before it. */
    Manifest merged(CommitPlan plan) {
        Instant expired = plan.at().minus(bounds.retention());
        Map<String, LakeObject> known =
                chain.objects().stream()
                        .collect(Collectors.toMap(LakeObject::name, object -> object));
        List<LakeObject> adds = new ArrayList<>();
        List<String> removes = new ArrayList<>();
        for (Merge merge : plan.merges()) {
            adds.add(merged(merge, merge.of().stream().map(known::get).toList()));
            removes.addAll(merge.of());
        }
        List<Expiring> expiring = new ArrayList<>();
        for (Expiring each : chain.expiring()) {
            if (each.since().isBefore(expired)) {
                store.delete(each.name());
            } else {
                expiring.add(each);
            }
        }
        removes.forEach(name -> expiring.add(new Expiring(name, plan.at())));
        Manifest newest = chain.newest().orElseThrow();
        return new Manifest(
                "",
                plan.number(),
                "",
                ManifestKind.COMPACTION,
                newest.installation(),
                newest.epoch(),
                newest.position(),
                newest.position(),
                newest.mark(),
                plan.at(),
                adds,
                removes,
                0,
                List.of(),
                expiring);
    }

    private LakeObject merged(Merge merge, List<LakeObject> objects) {
        LakeObject first = objects.get(0);
        LakeObject last = objects.get(objects.size() - 1);
        try (ObjectFiles files =
                new ObjectFiles(Map.of(first.table(), first.columns()), Long.MAX_VALUE)) {
            Path fetched = files.path("fetched");
            for (LakeObject object : objects) {
                object.fetch(store, fetched);
                try (ChangeFile changes = new ChangeFile(fetched)) {
                    changes.forEachRemaining(change -> files.add(change, first.date()));
                }
            }
            ObjectFiles.Done done = files.finished().get(0);
            return stored(merge.name(), done, first.epoch(), first.from(), last.to(), false);
        }
    }

    private LakeObject stored(
            String name, ObjectFiles.Done done, long epoch, long from, long to, boolean snapshot) {
        store.put(name, done.file());
        try {
            return new LakeObject(
                    name,
                    done.table().key(),
                    done.date(),
                    epoch,
                    from,
                    to,
                    snapshot,
                    done.rows(),
                    Files.size(done.file()),
                    Sha256.of(done.file()),
                    done.columns());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest draft(
            CommitPlan plan,
            String installation,
            long position,
            LakeMark mark,
            List<LakeObject> adds) {
        return new Manifest(
                "",
                plan.number(),
                "",
                plan.kind(),
                installation,
                plan.epoch(),
                plan.from(),
                position,
                mark,
                plan.at(),
                adds,
                List.of(),
                0,
                List.of(),
                List.of());
    }
}
