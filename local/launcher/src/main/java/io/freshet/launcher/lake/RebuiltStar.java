package io.freshet.launcher.lake;

import io.freshet.commandline.CommandFailure;
import io.freshet.lake.journal.LakeSession;
import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.manifest.LakeObject;
import io.freshet.lake.restore.LakeReader;
import io.freshet.lake.restore.LakeRestore;
import io.freshet.lake.service.LakeTables;
import io.freshet.lake.store.LakeStore;
import io.freshet.pipeline.PipelineDefinition;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The star tables of one source, made from the lake. Blocks. */
final class RebuiltStar {

    private final LakeStore store;
    private final LakeSession session;
    private final String source;
    private final PipelineDefinition pipeline;

    RebuiltStar(LakeStore store, LakeSession session, String source, PipelineDefinition pipeline) {
        this.store = store;
        this.session = session;
        this.source = source;
        this.pipeline = pipeline;
    }

    /**
     * Makes them in one transaction, and says so.
     *
     * @throws CommandFailure where something else archives the source, or the lake lacks changes
     */
    void rebuild(OptionalLong epoch, boolean replace, PrintStream out) {
        LakeReader lake = new LakeReader(store, source, epoch);
        Optional<LakeSession.Source> known = session.source(source);
        known.ifPresent(found -> requireRest(found, lake));
        out.printf(
                "%s: epoch %d of %s, %,d objects, %,d bytes%n",
                source,
                lake.epoch(),
                lake.epochs().keySet(),
                lake.objects().size(),
                lake.objects().stream().mapToLong(LakeObject::bytes).sum());
        long began = System.nanoTime();
        Map<LakeTable, Long> changes =
                new LakeRestore(lake, session.connection())
                        .restore(
                                LakeTables.stars(pipeline),
                                known.map(found -> OptionalInt.of(found.id()))
                                        .orElseGet(OptionalInt::empty),
                                replace);
        changes.forEach((table, rows) -> out.printf("  %-32s %,12d%n", table.name(), rows));
        out.printf(
                "%s: %,d rows and changes of rows in %.1f s%n",
                source,
                changes.values().stream().mapToLong(Long::longValue).sum(),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3);
    }

    private void requireRest(LakeSession.Source found, LakeReader lake) {
        if (!session.holds(found)) {
            throw new CommandFailure(
                    "source %s is being archived; end all services first".formatted(source));
        }
        boolean same = session.installation().equals(lake.newest().installation());
        if (same && !session.lag(found, lake.newest().position()).isZero()) {
            throw new CommandFailure(
                    "the warehouse has changes of source %s that the lake lacks; start lake-service alone until freshet_lake_lag_seconds is 0, then end it"
                            .formatted(source));
        }
    }
}
