package io.freshet.lake.commit;

import io.freshet.lake.journal.LakeColumn;
import io.freshet.lake.journal.LakeJournal;
import io.freshet.lake.journal.LakeJson;
import io.freshet.lake.journal.LakeRange;
import io.freshet.lake.journal.LakeStanding;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.manifest.CommitPlan;
import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.manifest.ManifestChain;
import io.freshet.lake.manifest.ManifestKind;
import io.freshet.lake.manifest.Merge;
import io.freshet.lake.manifest.ObjectNames;
import io.freshet.lake.store.LakeStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the changes of one source into the lake, commit by commit: a plan, then the objects, then
 * the manifest, then the position in the warehouse. Whatever fails in between, the next call goes
 * on by the plan that is there. What counts is the manifest; the position only tells the warehouse
 * what it may forget. Not thread-safe; blocks.
 */
public final class SourceArchive {

    private final LakeStore store;
    private final LakeJournal journal;
    private final LakeBounds bounds;
    private final Clock clock;
    private final ObjectNames names;
    private final ManifestChain chain;
    private final Compaction compaction;
    private final CommitWriter writer;

    /**
     * @param source the source
     * @param clock what time it is; days end by it
     */
    public SourceArchive(
            String source, LakeStore store, LakeJournal journal, LakeBounds bounds, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.bounds = bounds;
        this.clock = clock;
        this.names = new ObjectNames(source);
        this.chain = new ManifestChain(store, source);
        this.compaction = new Compaction(names, bounds);
        this.writer = new CommitWriter(store, journal, names, chain, bounds);
    }

    /** What the lake holds, as of the last call. */
    public ManifestChain chain() {
        return chain;
    }

    /**
     * Commits what the journal has next.
     *
     * @return what kind of commit was made; empty where there was nothing to commit, or somebody
     *     else committed it
     */
    public Optional<ManifestKind> archive() {
        chain.refresh();
        LakeStanding standing = journal.standing(position());
        if (standing.archived() < 0) {
            // From now on the journal keeps what is not in the lake yet.
            journal.archived(0);
        }
        boolean anew = beginsAnew(standing);
        if (!anew && standing.archived() < position()) {
            journal.archived(position());
        }
        Optional<CommitPlan> plan = stored();
        if (plan.isEmpty()) {
            plan = anew ? Optional.of(snapshot(standing)) : changes();
            plan = plan.map(this::agreed);
        }
        return plan.flatMap(found -> commit(found, standing, anew));
    }

    /**
     * Merges objects of days that are over, and deletes those that were merged long enough ago.
     *
     * @return whether something was done
     */
    public boolean compact() {
        chain.refresh();
        if (chain.newest().isEmpty() || stored().isPresent()) {
            return false;
        }
        List<Merge> merges = compaction.merges(chain.objects(), clock.instant());
        Instant expired = clock.instant().minus(bounds.retention());
        boolean deletes =
                chain.expiring().stream().anyMatch(each -> each.since().isBefore(expired));
        if (merges.isEmpty() && !deletes) {
            return false;
        }
        CommitPlan plan =
                agreed(plan(ManifestKind.COMPACTION, epoch(), position(), 0, Map.of(), merges));
        // By somebody else's plan something else may come first.
        return plan.kind() == ManifestKind.COMPACTION && chain.commit(writer.merged(plan));
    }

    private Optional<ManifestKind> commit(CommitPlan plan, LakeStanding standing, boolean anew) {
        Optional<Manifest> manifest =
                switch (plan.kind()) {
                    case CHANGES -> anew ? Optional.empty() : writer.changes(plan, standing);
                    case SNAPSHOT -> Optional.of(writer.snapshot(plan, standing));
                    case COMPACTION -> Optional.of(writer.merged(plan));
                    case GIVEN_UP -> Optional.empty();
                };
        Manifest next = manifest.orElseGet(() -> writer.givenUp(plan, standing));
        if (!chain.commit(next)) {
            return Optional.empty();
        }
        if (next.kind() == ManifestKind.CHANGES || next.kind() == ManifestKind.SNAPSHOT) {
            journal.archived(next.position());
        }
        return Optional.of(next.kind());
    }

    /** Whether the journal does not go on where the lake has come to. */
    private boolean beginsAnew(LakeStanding standing) {
        if (chain.newest().isEmpty()) {
            return true;
        }
        Manifest newest = chain.newest().get();
        return newest.kind() == ManifestKind.GIVEN_UP
                || !newest.installation().equals(standing.installation())
                || standing.archived() < 0
                || standing.version() < newest.position()
                || standing.archived() > newest.position()
                || (newest.mark() != null
                        && standing.mark().map(mark -> !mark.equals(newest.mark())).orElse(false));
    }

    private CommitPlan snapshot(LakeStanding standing) {
        Set<LakeTable> tables = journal.tables();
        return plan(
                ManifestKind.SNAPSHOT,
                epoch() + 1,
                Math.max(standing.archived(), 0),
                0,
                columns(tables),
                List.of());
    }

    private Optional<CommitPlan> changes() {
        Optional<LakeRange> range =
                journal.next(position(), bounds.commitBytes(), bounds.commitRows());
        return range.map(
                next ->
                        plan(
                                ManifestKind.CHANGES,
                                epoch(),
                                next.to(),
                                next.rows(),
                                columns(next.tables()),
                                List.of()));
    }

    private Map<String, List<LakeColumn>> columns(Set<LakeTable> tables) {
        Map<LakeTable, List<LakeColumn>> found = journal.columns(tables);
        return tables.stream()
                .collect(
                        Collectors.toMap(
                                LakeTable::key, table -> found.getOrDefault(table, List.of())));
    }

    private CommitPlan plan(
            ManifestKind kind,
            long epoch,
            long to,
            long rows,
            Map<String, List<LakeColumn>> columns,
            List<Merge> merges) {
        return new CommitPlan(
                chain.next(),
                kind,
                epoch,
                position(),
                to,
                rows,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                columns,
                merges);
    }

    /** The plan for the next commit that everybody goes by: this one, or that which came first. */
    private CommitPlan agreed(CommitPlan plan) {
        return store.createIfAbsent(names.plan(plan.number()), LakeJson.bytes(plan))
                ? plan
                : stored().orElse(plan);
    }

    private Optional<CommitPlan> stored() {
        String name = names.plan(chain.next());
        return store.read(name).map(bytes -> LakeJson.read(name, bytes, CommitPlan.class));
    }

    private long position() {
        return chain.newest().map(Manifest::position).orElse(0L);
    }

    private long epoch() {
        return chain.newest().map(Manifest::epoch).orElse(0L);
    }
}
