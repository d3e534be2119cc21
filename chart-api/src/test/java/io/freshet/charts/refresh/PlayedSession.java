package io.freshet.charts.refresh;

import io.freshet.charts.source.SourceRegistration;
import io.freshet.charts.warehouse.AppliedPosition;
import io.freshet.charts.warehouse.HeldSummaries;
import io.freshet.charts.warehouse.Refreshed;
import io.freshet.charts.warehouse.Registry;
import io.freshet.charts.warehouse.SummarySession;
import io.freshet.events.Position;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A connection to the warehouse on which a test answers. Not thread-safe. */
final class PlayedSession implements SummarySession {

    /** A read of the warehouse that is to be answered; no sources where it is of everything. */
    record Read(
            Optional<Set<Integer>> sources,
            Map<Integer, Long> versions,
            Promise<Optional<Refreshed>> answer) {}

    final List<Read> reads = new ArrayList<>();
    boolean proven;
    boolean givenUp;

    @Override
    public Future<Optional<Refreshed>> readAll(HeldSummaries held) {
        return read(Optional.empty(), held);
    }

    @Override
    public Future<Optional<Refreshed>> readSome(HeldSummaries held, Set<Integer> sources) {
        return read(Optional.of(sources), held);
    }

    private Future<Optional<Refreshed>> read(Optional<Set<Integer>> sources, HeldSummaries held) {
        Read read = new Read(sources, Map.copyOf(held.versions()), Promise.promise());
        reads.add(read);
        return read.answer.future();
    }

    @Override
    public void proven() {
        proven = true;
    }

    @Override
    public void giveUp() {
        givenUp = true;
    }

    Read last() {
        return reads.get(reads.size() - 1);
    }

    void answer(Refreshed refreshed) {
        last().answer.complete(Optional.of(refreshed));
    }

    static SourceRegistration source(int id, String name) {
        return new SourceRegistration(
                id,
                name,
                "pisa",
                Map.of("country", name.toUpperCase(Locale.ROOT)),
                RefreshTrial.START.minusSeconds(60));
    }

    static Refreshed everything(UUID installation, AppliedPosition... applied) {
        return everything(installation, Map.of(), applied);
    }

    static Refreshed everything(
            UUID installation, Map<String, Long> identities, AppliedPosition... applied) {
        List<SourceRegistration> sources =
                List.of(source(RefreshTrial.FRA, "fra"), source(RefreshTrial.GBR, "gbr"));
        return new Refreshed(
                Optional.of(
                        new Registry(
                                installation,
                                sources,
                                List.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                List.of(),
                                identities)),
                List.of(applied),
                Map.of());
    }

    static Refreshed some(AppliedPosition... applied) {
        return new Refreshed(Optional.empty(), List.of(applied), Map.of());
    }

    static AppliedPosition applied(int source, long version) {
        return applied(source, version, 0);
    }

    /** Of a pipeline whose tables that definition made. */
    static AppliedPosition applied(int source, long version, long made) {
        return new AppliedPosition(source, 1, version, version, made);
    }

    static SourceStatus status(String source, long sequence, Instant asOf) {
        return new SourceStatus(
                new Position(source, 1, sequence),
                ChronoUnit.MICROS.between(Instant.EPOCH, asOf),
                SourceState.LIVE,
                "",
                100,
                0,
                0,
                0,
                0);
    }
}
