package io.freshet.lake.service;

import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.lake.commit.LakeBounds;
import io.freshet.lake.commit.SourceArchive;
import io.freshet.lake.journal.LakeSession;
import io.freshet.lake.journal.LakeSession.Source;
import io.freshet.lake.journal.WarehouseLakeJournal;
import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.settings.LakeLimits;
import io.freshet.lake.store.LakeStore;
import io.freshet.pipeline.PipelineDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings all sources into the lake, again and again. After a failure it begins with a connection of
 * its own, and with what the lake says. For one thread, which it blocks.
 */
final class ArchiveRound implements AutoCloseable {

    private final FreshetConfig config;
    private final WarehouseConfig warehouse;
    private final LakeStore store;
    private final LakeBounds bounds;
    private final LakeMetrics metrics;
    private final Clock clock;
    private final BooleanSupplier stopped;
    private final Map<Integer, SourceArchive> archives = new HashMap<>();
    private LakeSession session;
    private Instant compacted = Instant.MIN;

    /**
     * @param stopped whether to end between two commits
     */
    ArchiveRound(
            FreshetConfig config,
            LakeStore store,
            LakeBounds bounds,
            LakeMetrics metrics,
            Clock clock,
            BooleanSupplier stopped) {
        this.config = config;
        this.warehouse = config.warehouse().orElseThrow();
        this.store = store;
        this.bounds = bounds;
        this.metrics = metrics;
        this.clock = clock;
        this.stopped = stopped;
    }

    /**
     * Commits all that is there of all sources.
     *
     * @throws RuntimeException the first failure, when all sources have had their turn
     */
    void run() {
        if (session == null) {
            session = LakeSession.open(warehouse);
        }
        boolean compact = clock.instant().isAfter(compacted.plus(LakeLimits.COMPACTION_LOOK));
        RuntimeException failure = null;
        for (Source source : session.sources()) {
            try {
                archive(source, compact);
            } catch (RuntimeException e) {
                metrics.failed(source.name());
                failure = failure == null ? e : failure;
            }
        }
        if (compact) {
            compacted = clock.instant();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void archive(Source source, boolean compact) {
        Optional<PipelineDefinition> pipeline = config.pipelines().find(source.pipeline());
        // Another process may have a definition that is not here; it has its own lake then.
        if (pipeline.isEmpty() || !session.holds(source)) {
            return;
        }
        SourceArchive archive =
                archives.computeIfAbsent(
                        source.id(),
                        id ->
                                new SourceArchive(
                                        source.name(),
                                        store,
                                        new WarehouseLakeJournal(
                                                session.connection(),
                                                id,
                                                LakeTables.of(pipeline.get())),
                                        bounds,
                                        clock));
        while (!stopped.getAsBoolean() && archive.archive().isPresent()) {
            metrics.committed(source.name());
            tell(source, archive);
        }
        while (compact && !stopped.getAsBoolean() && archive.compact()) {
            metrics.committed(source.name());
        }
        tell(source, archive);
    }

    private void tell(Source source, SourceArchive archive) {
        long position = archive.chain().newest().map(Manifest::position).orElse(0L);
        metrics.standing(source.name(), archive.chain(), session.lag(source, position));
    }

    /** Gives up connection and all that is known of the lake, so that both are got anew. */
    void forget() {
        archives.clear();
        LakeSession old = session;
        session = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException e) {
                // it is broken, which is why it is given up
                return;
            }
        }
    }

    @Override
    public void close() {
        forget();
    }
}
