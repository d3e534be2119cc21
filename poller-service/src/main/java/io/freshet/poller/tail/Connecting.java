package io.freshet.poller.tail;

import io.freshet.events.SourceState;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Connects to the source and verifies its tables. */
final class Connecting implements WorkerState {

    private final TailedSource source;
    private final Optional<Epoch> kept;
    private Optional<SourceConnection> connection = Optional.empty();
    private boolean abandoned;

    /**
     * @param kept the epoch that goes on once there is a connection again, if there is one
     */
    Connecting(TailedSource source, Optional<Epoch> kept) {
        this.source = source;
        this.kept = kept;
    }

    @Override
    public Future<WorkerState> step() {
        source.status().hint(SourceState.CATCHING_UP, "connecting to the source");
        return source.connector()
                .open(source.owned().config())
                .map(this::take)
                .compose(this::verify)
                .map(this::next);
    }

    private SourceConnection take(SourceConnection opened) {
        connection = Optional.of(opened);
        if (abandoned) {
            opened.close();
            throw new IllegalStateException("connected too late");
        }
        return opened;
    }

    private Future<List<SourceTable>> verify(SourceConnection opened) {
        return new TableLook(source, opened).at(source.pipeline().childrenFirst());
    }

    private WorkerState next(List<SourceTable> tables) {
        OpenConnection open = new OpenConnection(connection.orElseThrow(), List.copyOf(tables));
        if (kept.isPresent() && kept.get().hasAll(open.tables())) {
            kept.get().reconnected(open.tables());
            return new Tailing(source, open, kept.get());
        }
        // What was never opened in an epoch is opened with the next one.
        kept.ifPresent(source::leave);
        return new Opening(source, open);
    }

    @Override
    public Duration limit() {
        return PollerLimits.CONNECT;
    }

    @Override
    public WorkerState failed(Throwable error) {
        close();
        if (error instanceof SourceProblem problem) {
            return source.waitForSource(
                    problem.state(), problem.getMessage(), new Connecting(source, kept));
        }
        kept.ifPresent(Epoch::close);
        String sentence = source.status().explain("connecting", error);
        return source.waitForSource(
                SourceState.UNREACHABLE, sentence, new Connecting(source, Optional.empty()));
    }

    @Override
    public void abandon() {
        close();
        kept.ifPresent(Epoch::close);
    }

    private void close() {
        abandoned = true;
        connection.ifPresent(SourceConnection::close);
    }
}
