package io.freshet.simulator.traffic;

import io.freshet.runtime.retry.Backoff;
import io.freshet.simulator.country.CountryProfile;
import io.freshet.simulator.database.Extent;
import io.freshet.simulator.database.SubmissionWriter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One source's traffic: does one thing at a time, and after each looks what to do next. The
 * controls may be used from any thread and take effect at once; what is under way is finished.
 */
final class SourceLoadGenerator {
    private static final Logger LOG = Logger.getLogger(SourceLoadGenerator.class);
    private static final int CHUNK = 500;
    private static final double MOST_BEHIND_S = 0.25;
    private static final double SINGLE_COMMITS_UP_TO = 200;

    /** Longer than the server lets a statement take: then the connection hangs. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    /** Something to be done once. */
    private record Task(Supplier<Uni<?>> work, CompletableFuture<Void> done) {}

    private final CountryProfile country;
    private final String database;
    private final SubmissionWriter writer;
    private final Supplier<Uni<Void>> creation;
    private final int rowsPerCommit;
    private final TrafficCounters counters = new TrafficCounters();
    private final Submissions submissions;
    private final PoissonArrivals arrivals;

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Burst> bursts = new ConcurrentLinkedQueue<>();
    private volatile TrafficState state = TrafficState.STOPPED;
    private volatile double rate;
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;

    /** Held by whoever decides on the next thing, and while that is under way. */
    private final AtomicBoolean busy = new AtomicBoolean();

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private volatile boolean created;
    private volatile long retryAt = System.nanoTime();

    SourceLoadGenerator(
            CountryProfile country,
            String database,
            FleetSettings settings,
            SubmissionWriter writer,
            Supplier<Uni<Void>> creation,
            Consumer<CommittedRows> listener) {
        this.country = country;
        this.database = database;
        this.writer = writer;
        this.creation = creation;
        this.rowsPerCommit = settings.rowsPerCommit();
        long seed = settings.seed();
        this.submissions = new Submissions(country, seed, writer, counters, listener);
        this.arrivals = new PoissonArrivals(seed ^ country.code().hashCode(), System.nanoTime());
    }

    CountryProfile country() {
        return country;
    }

    /** Creates what is absent and counts what is there. Failure is kept in the status. */
    Uni<Void> create() {
        return task(() -> creation.get().invoke(() -> created = true).chain(this::count));
    }

    void start() {
        if (!created) {
            create().subscribe().with(done -> {}, failure -> {});
        }
        retryAt = System.nanoTime();
        state = TrafficState.RUNNING;
    }

    void pause() {
        state = TrafficState.PAUSED;
        bursts.forEach(Burst::cancel);
    }

    void stop() {
        state = TrafficState.STOPPED;
        bursts.forEach(Burst::cancel);
        task(writer::disconnect).subscribe().with(done -> {}, failure -> {});
    }

    void rate(double perSecond) {
        rate = perSecond;
    }

    void misbehave(Misbehaviour switches) {
        misbehaviour = switches;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    Uni<Long> burst(long rows) {
        Burst burst = new Burst(rows);
        bursts.add(burst);
        return Uni.createFrom().completionStage(burst.written());
    }

    Uni<Void> empty() {
        return task(() -> writer.empty().invoke(() -> counters.measured(Extent.EMPTY)));
    }

    /** Counts the rows, which others may have written. */
    Uni<Void> recount() {
        return task(this::count);
    }

    boolean isQuiet() {
        return !busy.get()
                && tasks.isEmpty()
                && bursts.stream().allMatch(burst -> burst.remaining() == 0)
                && counters.openTransactions.get() == 0;
    }

    TrafficStatus status() {
        return new TrafficStatus(
                country.code().value(),
                database,
                state,
                rate,
                counters.rows.get(),
                counters.maxId.get(),
                counters.inserted.get(),
                counters.lateCommits.get(),
                counters.garbage.get(),
                counters.rolledBack.get(),
                counters.updated.get(),
                counters.deleted.get(),
                bursts.stream().mapToLong(Burst::remaining).sum(),
                counters.openTransactions.get(),
                misbehaviour,
                counters.lastCommitAt,
                counters.error);
    }

    /** Does the next thing if there is one and none is under way. */
    void tick() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        Uni<?> next = next(System.nanoTime());
        if (next == null) {
            busy.set(false);
            return;
        }
        next.ifNoItem()
                .after(STATEMENT_TIMEOUT)
                .failWith(() -> hung())
                .subscribe()
                .with(done -> succeeded(), this::failed);
    }

    private Uni<?> next(long now) {
        Task task = tasks.poll();
        if (task != null) {
            return run(task);
        }
        boolean running = state == TrafficState.RUNNING;
        long arrived = arrivals.arrived(now, running ? rate : 0);
        if (now - retryAt < 0) {
            return null;
        }
        bursts.removeIf(burst -> burst.written().isDone());
        Burst burst = bursts.peek();
        if (burst != null) {
            return writeChunk(burst);
        }
        if (!running) {
            arrivals.clear();
            return null;
        }
        return arrived == 0 ? null : submit(arrived);
    }

    private Uni<?> submit(long arrived) {
        Misbehaviour switches = misbehaviour;
        if (switches.any()) {
            arrivals.taken(1);
            return submissions.misbehave(switches);
        }
        boolean shared = rate > SINGLE_COMMITS_UP_TO || arrived > rate * MOST_BEHIND_S;
        int together = shared ? (int) Math.min(arrived, rowsPerCommit) : 1;
        arrivals.taken(together);
        return submissions.write(together);
    }

    private Uni<?> writeChunk(Burst burst) {
        int rows = (int) Math.min(burst.remaining(), CHUNK);
        return rows == 0
                ? Uni.createFrom().voidItem()
                : submissions
                        .write(rows)
                        .invoke(commit -> burst.wrote(rows))
                        .onFailure()
                        .invoke(burst::fail);
    }

    private Uni<?> run(Task task) {
        return task.work()
                .get()
                .invoke(() -> task.done().complete(null))
                .onFailure()
                .invoke(failure -> task.done().completeExceptionally(failure));
    }

    private Uni<Void> count() {
        return writer.extent()
                .invoke(
                        extent -> {
                            counters.measured(extent);
                            submissions.resumeAfter(extent.maxId());
                        })
                .replaceWithVoid();
    }

    private Uni<Void> task(Supplier<Uni<?>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(new Task(work, done));
        return Uni.createFrom().completionStage(done);
    }

    private IllegalStateException hung() {
        writer.disconnect().subscribe().with(closed -> {}, failure -> {});
        return new IllegalStateException(
                "no answer within %d s".formatted(STATEMENT_TIMEOUT.toSeconds()));
    }

    private void succeeded() {
        backoff.reset();
        busy.set(false);
        tick();
    }

    private void failed(Throwable failure) {
        String explanation = SourceFailure.explain(database, failure);
        if (counters.error == null) {
            LOG.warn(explanation);
        }
        counters.error = explanation;
        created &= !SourceFailure.isAbsence(failure);
        writer.forget();
        retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
        busy.set(false);
    }
}
