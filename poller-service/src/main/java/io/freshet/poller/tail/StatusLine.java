package io.freshet.poller.tail;

import io.freshet.events.Position;
import io.freshet.events.SourceState;
import io.freshet.events.SourceStatus;
import io.freshet.events.TableStatus;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.publish.EpochFailure;
import io.freshet.poller.status.SourceReport;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.warehouse.Applied;
import io.freshet.poller.warehouse.LeaseLostException;
import io.freshet.poller.warehouse.TableMark;
import io.freshet.runtime.logging.LogFields;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What is said of one source: how it is, and what it waits for. To be used from the source's loop.
 */
final class StatusLine {

    private static final Logger LOG = Logger.getLogger(SourceWorker.class);

    private static final long LASTING_MICROS = 2_000_000;
    private static final long PROGRESS_LOGGED_MICROS =
            TimeUnit.MILLISECONDS.toMicros(PollerLimits.PROGRESS_LOGGED.toMillis());

    private final int id;
    private final String name;
    private final EventLoop loop;
    private final LongSupplier differences;
    private final Consumer<SourceReport> teller;
    private long fence;
    private Position completeBy;
    private long completeAt;
    private SourceState state = SourceState.CATCHING_UP;
    private String detail = "starting";
    private long since;
    private String logged = "";
    private String unexpected = "";
    private String failure = "";
    private String progress = "";
    private long progressLogged;
    private Optional<Epoch> epoch = Optional.empty();
    private boolean silent;
    private List<TableStatus> aside = List.of();

    /**
     * @param fence the newest fencing token of the source's lease, at least 1
     * @param loop the source's, for its clock
     * @param differences rows found different by reconciliation so far
     * @param teller takes in each report
     */
    StatusLine(
            int id,
            String name,
            long fence,
            EventLoop loop,
            LongSupplier differences,
            Consumer<SourceReport> teller) {
        this.id = id;
        this.name = name;
        this.loop = loop;
        this.since = loop.wallMicros();
        this.fence = Math.max(1, fence);
        this.completeBy = new Position(name, this.fence, 0);
        this.differences = differences;
        this.teller = teller;
    }

    /** A new epoch is being opened. */
    void fence(long next) {
        fence = next;
        completeBy = new Position(name, next, 0);
        completeAt = 0;
    }

    /** Rows are read in this epoch from now on. */
    void tailing(Epoch opened) {
        epoch = Optional.of(opened);
    }

    /** An epoch is over. */
    void ended(Epoch over) {
        epoch = epoch.filter(current -> current != over);
        progress = "";
    }

    /**
     * All that the source held has been read.
     *
     * @param by the newest event then
     * @param at when the read began, microseconds since 1970 UTC
     */
    void complete(Position by, long at) {
        completeBy = by;
        completeAt = at;
    }

    /** Some tables are set aside, and no others. */
    void aside(List<TableStatus> tables) {
        aside = List.copyOf(tables);
    }

    /**
     * Says how far a first read has come; logged every ten seconds while it goes on.
     *
     * @param sentence empty where none goes on
     */
    void progress(String sentence) {
        long now = loop.wallMicros();
        if (progress.isEmpty()) {
            progressLogged = now;
        } else if (!sentence.isEmpty() && now - progressLogged >= PROGRESS_LOGGED_MICROS) {
            progressLogged = now;
            LOG.infof("%s: %s", name, sentence);
        }
        progress = sentence;
    }

    /** Says how the source is; a sentence that was not said before is logged. */
    void say(SourceState newState, String sentence) {
        boolean problem =
                newState == SourceState.UNREACHABLE
                        || newState == SourceState.DRIFTED
                        || newState == SourceState.RESTRICTED;
        if (problem && !sentence.equals(logged)) {
            LogFields.source(name).log(() -> LOG.warnf("%s: %s", name, sentence));
            logged = sentence;
        } else if (newState == SourceState.LIVE) {
            logged = "";
            unexpected = "";
            failure = "";
        }
        hint(newState, sentence);
    }

    /** Says what the opening of an epoch waits for, and why it is opened. */
    void opening(String waits) {
        String why = failure.isEmpty() ? "" : "; before that: " + failure;
        hint(SourceState.CATCHING_UP, "opening: " + waits + why);
    }

    /** Says what the source waits for, unless there is worse to be said of it. */
    void hint(SourceState newState, String sentence) {
        boolean worse =
                state == SourceState.UNREACHABLE
                        || state == SourceState.DRIFTED
                        || state == SourceState.RESTRICTED;
        if (!(worse && sentence.startsWith("connecting"))) {
            since = detail.equals(sentence) && state == newState ? since : loop.wallMicros();
            state = newState;
            detail = sentence;
        }
        tell();
    }

    /** A sentence about a failure; one that nobody foresaw is logged with its stack, once. */
    String explain(String doing, Throwable error) {
        String why = error.getMessage() == null ? error.toString() : error.getMessage();
        String sentence = "%s after: %s".formatted(doing, why);
        failure = sentence;
        if (!isExpected(error)) {
            if (!error.toString().equals(unexpected)) {
                unexpected = error.toString();
                LOG.errorf(error, "%s: nobody foresaw this while %s", name, doing);
            }
        } else if (!sentence.equals(logged)) {
            LOG.logf(
                    isInOrder(error) ? Logger.Level.INFO : Logger.Level.WARN,
                    "%s: %s",
                    name,
                    sentence);
            logged = sentence;
        }
        return sentence;
    }

    /** A lease is taken back in good order, too, as when tables were made anew. */
    private static boolean isInOrder(Throwable error) {
        return error instanceof LeaseLostException
                || (error instanceof EpochFailure failure && failure.isEarly());
    }

    /** Whether a failure is one of those that happen: of the warehouse, the bus, or the lease. */
    static boolean isExpected(Throwable error) {
        return error instanceof EpochFailure
                || error instanceof LeaseLostException
                || error instanceof TimeoutException
                || error instanceof VertxException
                || error instanceof IOException;
    }

    /** Takes in how far the warehouse has applied the source. */
    void applied(Applied found) {
        epoch.ifPresent(current -> current.publisher().applied(found.fence(), found.sequence()));
    }

    /** What is waited for, and since when where that is not just now. */
    private String detailSince() {
        boolean lasts = loop.wallMicros() - since >= LASTING_MICROS;
        return state == SourceState.LIVE || !lasts
                ? detail
                : "%s (since %s)"
                        .formatted(
                                detail,
                                Instant.EPOCH
                                        .plus(since, ChronoUnit.MICROS)
                                        .truncatedTo(ChronoUnit.SECONDS));
    }

    /** Nothing is reported any more, also not by what is still under way. */
    void silence() {
        silent = true;
    }

    /** Reports. */
    void tell() {
        if (silent) {
            return;
        }
        List<TailedTable> tables = epoch.map(Epoch::tables).orElse(List.of());
        List<TableMark> marks = tables.stream().map(TailedTable::mark).toList();
        teller.accept(
                new SourceReport(
                        id,
                        new SourceStatus(
                                completeBy,
                                completeAt,
                                state,
                                detailSince(),
                                marks.stream()
                                        .mapToLong(TableMark::highWaterMark)
                                        .max()
                                        .orElse(Long.MIN_VALUE),
                                tables.stream().mapToLong(TailedTable::lagRows).sum(),
                                tables.stream().mapToLong(TailedTable::pendingGaps).sum(),
                                epoch.map(Epoch::provenAt).orElse(0L),
                                differences.getAsLong(),
                                progress,
                                aside),
                        marks));
    }
}
