package io.freshet.poller.source.memory;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.fault.NthCall;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceConnector;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.time.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A source whose tables are maps. What it answers is as of when it was asked, and comes after its
 * latency. Tests make it fail, hang, or answer slowly.
 */
public final class InMemorySource implements SourceConnector {

    private static final NthCall.Party PARTY =
            new NthCall.Party(
                    "the source",
                    false,
                    10_000,
                    () -> new SourceProblem(SourceState.UNREACHABLE, "it is down", null));

    private final EventLoop loop;
    private final Map<String, InMemoryTable> tables = new HashMap<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private Duration latency = Duration.ofMillis(1);
    private long microsPerRow;
    private boolean hanging;
    private int connections;
    private long statements;
    private NthCall nth = NthCall.none();

    public InMemorySource(EventLoop loop) {
        this.loop = loop;
    }

    /** The rows of a table; the table is made when it is first asked for. */
    public InMemoryTable table(String name) {
        return tables.computeIfAbsent(name, made -> new InMemoryTable());
    }

    /** How long every answer takes from now on. */
    public void latency(Duration duration) {
        latency = duration;
    }

    /** How long the source works for each row that it looks at. */
    public void cost(long micros) {
        microsPerRow = micros;
    }

    /** The next question fails with this. */
    public void failNext(RuntimeException failure) {
        failures.add(failure);
    }

    /** The next question fails as if nothing answered. */
    public void failNext(String sentence) {
        failNext(new SourceProblem(SourceState.UNREACHABLE, sentence, null));
    }

    /** One question fails. */
    public void failing(NthCall call) {
        nth = call;
    }

    /** No question fails any more. */
    public void recover() {
        failures.clear();
    }

    /** From now on nothing is answered, or again. */
    public void hang(boolean on) {
        hanging = on;
    }

    /** Connections that are open. */
    public int connections() {
        return connections;
    }

    /** Questions asked so far. */
    public long statements() {
        return statements;
    }

    long microsFor(long rows) {
        return 100 + rows * microsPerRow;
    }

    <T> Future<T> answer(Supplier<T> question) {
        statements++;
        return nth.of(PARTY, () -> ask(question));
    }

    private <T> Future<T> ask(Supplier<T> question) {
        Promise<T> promise = Promise.promise();
        if (hanging) {
            return promise.future();
        }
        RuntimeException failure = failures.poll();
        T answer = failure == null ? question.get() : null;
        loop.after(
                latency.toMillis(),
                () -> {
                    if (failure == null) {
                        promise.complete(answer);
                    } else {
                        promise.fail(failure);
                    }
                });
        return promise.future();
    }

    @Override
    public Future<SourceConnection> open(SourceConfig source) {
        Connection made = new Connection();
        return this.<SourceConnection>answer(
                        () -> {
                            connections++;
                            made.closed = false;
                            return made;
                        })
                .onFailure(error -> made.close());
    }

    private final class Connection implements SourceConnection {

        private boolean closed = true;

        @Override
        public Future<SourceTable> verify(TableDefinition table, long meaning) {
            return answer(
                    () -> new InMemorySourceTable(InMemorySource.this, table(table.name()), table));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                connections--;
            }
        }
    }
}
