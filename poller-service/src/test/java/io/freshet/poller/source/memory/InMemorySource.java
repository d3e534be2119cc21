package io.freshet.poller.source.memory;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.poller.fault.NthCall;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.time.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A source whose tables are maps. What it answers is as of when it was asked, and comes after its
 * latency. Tests make it fail, hang, or answer slowly.
 */
public final class InMemorySource implements SourceConnector {

    private static final Duration STATEMENT = Duration.ofSeconds(8);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final NthCall.Party PARTY =
            new NthCall.Party(
                    "the source",
                    false,
                    ANSWER.toMillis(),
                    () -> new SourceProblem(SourceState.UNREACHABLE, "it is down", null));

    private final EventLoop loop;
    private final Map<String, InMemoryTable> tables = new HashMap<>();
    private final InMemoryFaults faults = new InMemoryFaults();
    private Duration latency = Duration.ofMillis(1);
    private long microsPerRow;
    private int connections;
    private int cuts;
    private long statements;
    private long rowsLookedAt;
    private NthCall nth = NthCall.none();
    private boolean tellsWritten = true;
    private long summed;
    private long looked;
    private String lookedSince = "";

    public InMemorySource(EventLoop loop) {
        this.loop = loop;
    }

    /** The rows of a table; the table is made when it is first asked for. */
    public InMemoryTable table(String name) {
        return tables.computeIfAbsent(name, made -> new InMemoryTable());
    }

    /** Drops a table. */
    public void drop(String name) {
        tables.remove(name);
    }

    Optional<InMemoryTable> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** How long every answer takes from now on. */
    public void latency(Duration duration) {
        latency = duration;
    }

    /** How long the source works for each row that it looks at. */
    public void cost(long micros) {
        microsPerRow = micros;
    }

    /** Whether marks are given from now on. */
    public void tellWritten(boolean on) {
        tellsWritten = on;
    }

    /** From now on asking what was written takes longer than a statement may. */
    public void slowDownWritten() {
        faults.slowDownWritten();
    }

    boolean tellsWritten() {
        return tellsWritten;
    }

    /** The next question fails with this. */
    public void failNext(RuntimeException failure) {
        faults.next(failure);
    }

    /** The next question fails as if nothing answered. */
    public void failNext(String sentence) {
        failNext(new SourceProblem(SourceState.UNREACHABLE, sentence, null));
    }

    /** One question fails. */
    public void failing(NthCall call) {
        nth = call;
    }

    /** No question that comes fails any more because of {@link #failNext}. */
    public void recover() {
        faults.clear();
    }

    /** From now on nothing is ever answered, which no source may do, or again. */
    public void hang(boolean on) {
        faults.hang(on);
    }

    /** From now on all questions fail after the longest that an answer may take, or again not. */
    public void silence(boolean on) {
        faults.silence(on);
    }

    /** Ends all connections. */
    public void cut() {
        cuts++;
    }

    /** From now on nobody can connect, or again; what is connected is cut. */
    public void down(boolean on) {
        faults.down(on);
        cut();
    }

    /** From now on the tables are locked, or again not. */
    public void lock(boolean on) {
        faults.lock(on);
    }

    /** From now on reading this row takes longer than a statement may. */
    public void slowDown(long key) {
        faults.slowDown(key);
    }

    /** From now on to look at more rows than these takes longer than a statement may. */
    public void slowBeyond(int rows) {
        faults.slowBeyond(rows);
    }

    /** Connections that were opened and not closed. */
    public int connections() {
        return connections;
    }

    /** Questions asked so far. */
    public long statements() {
        return statements;
    }

    /** Rows that were looked at for answers so far. */
    public long rowsLookedAt() {
        return rowsLookedAt;
    }

    /** Questions so far that had rows summed up. */
    public long summed() {
        return summed;
    }

    /** Questions so far about what was written. */
    public long looked() {
        return looked;
    }

    /** Since when the last question about what was written wanted to know. */
    public String lookedSince() {
        return lookedSince;
    }

    void sums() {
        summed++;
    }

    void looks(String since) {
        looked++;
        lookedSince = since;
    }

    InMemoryFaults faults() {
        return faults;
    }

    int cuts() {
        return cuts;
    }

    void closed() {
        connections--;
    }

    long microsFor(long rows) {
        rowsLookedAt += rows;
        return 100 + rows * microsPerRow;
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        InMemoryConnection made = new InMemoryConnection(this, source.name());
        return this.<SourceConnection>answer(
                        source.name(),
                        () -> {
                            if (faults.isDown()) {
                                throw InMemoryFaults.unreachable(
                                        source.name(), "nothing answers there");
                            }
                            connections++;
                            made.opened();
                            return made;
                        })
                .onFailure(error -> made.close());
    }

    <T> Future<T> answer(String source, Supplier<T> question) {
        statements++;
        return nth.of(PARTY, () -> ask(source, question));
    }

    private <T> Future<T> ask(String source, Supplier<T> question) {
        if (faults.isHanging()) {
            return Promise.<T>promise().future();
        }
        if (faults.isSilent()) {
            return later(
                    ANSWER,
                    Future.failedFuture(InMemoryFaults.unreachable(source, "no answer in time")));
        }
        Future<T> outcome = outcome(question);
        boolean tooSlow = outcome.cause() instanceof SourceProblem problem && problem.isTooSlow();
        return later(tooSlow ? STATEMENT : latency, outcome);
    }

    private <T> Future<T> outcome(Supplier<T> question) {
        RuntimeException failure = faults.poll();
        try {
            return failure == null
                    ? Future.succeededFuture(question.get())
                    : Future.failedFuture(failure);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private <T> Future<T> later(Duration delay, Future<T> outcome) {
        Promise<T> promise = Promise.promise();
        loop.after(delay.toMillis(), () -> promise.handle(outcome));
        return promise.future();
    }
}
