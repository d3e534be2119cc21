package io.freshet.launcher.check;

import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.source.file.FilesBeside;
import io.freshet.poller.source.postgres.PostgresConnector;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A source that is read as a poller does, from a thread that waits for each answer; questions run
 * on a loop of their own. Not thread-safe.
 */
final class AuditedSource implements AutoCloseable {

    /** Where rows are slow to read, an answer is put together of many statements. */
    private static final long PATIENCE_MINUTES = 10;

    private final Context loop;
    private final SourceConnection connection;
    private SourceTable table;

    /**
     * Connects; blocks.
     *
     * @param warehouse has the documents that tables are made of
     * @throws SourceProblem if it does not answer, or refuses
     */
    AuditedSource(Vertx vertx, SourceConfig source, Pool warehouse) {
        this.loop = vertx.getOrCreateContext();
        this.connection =
                wait(
                        () ->
                                new FilesBeside(vertx, new PostgresConnector(vertx), warehouse)
                                        .open(source));
    }

    /**
     * From now on questions are about this table; blocks.
     *
     * @throws SourceProblem if it is not as its definition says
     */
    void open(TableDefinition definition, long meaning) {
        table = wait(() -> connection.verify(definition, meaning));
    }

    /**
     * Asks; blocks.
     *
     * @throws SourceProblem as the question says
     */
    <T> T ask(Function<SourceTable, Future<T>> question) {
        return wait(() -> question.apply(table));
    }

    private <T> T wait(Supplier<Future<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.runOnContext(
                asked ->
                        Future.succeededFuture()
                                .compose(start -> question.get())
                                .onSuccess(answer::complete)
                                .onFailure(answer::completeExceptionally));
        try {
            return answer.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SourceProblem problem
                    ? problem
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the source has not answered in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        loop.runOnContext(ended -> connection.close());
    }
}
