package io.freshet.poller.source.memory;

import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** A connection to a source in memory. */
final class InMemoryConnection implements SourceConnection {

    private final InMemorySource source;
    private final String name;
    private int cuts;
    private boolean closed = true;

    /**
     * One that is not made yet.
     *
     * @param name what the source is called
     */
    InMemoryConnection(InMemorySource source, String name) {
        this.source = source;
        this.name = name;
    }

    /** It is made. */
    void opened() {
        cuts = source.cuts();
        closed = false;
    }

    @Override
    public Future<SourceTable> verify(TableDefinition table, long meaning) {
        return ask(
                () -> {
                    InMemorySourceTable made = new InMemorySourceTable(this, table, meaning);
                    made.columns();
                    return made;
                });
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            source.closed();
        }
    }

    /** Answers, unless it is closed before the answer comes. */
    <T> Future<T> ask(Supplier<T> question) {
        return source.answer(
                        name,
                        () -> {
                            checkOpen();
                            return question.get();
                        })
                .map(
                        answer -> {
                            checkOpen();
                            return answer;
                        });
    }

    private void checkOpen() {
        if (closed || source.cuts() != cuts) {
            throw InMemoryFaults.unreachable(name, "the connection is closed");
        }
    }

    InMemorySource source() {
        return source;
    }

    String name() {
        return name;
    }
}
