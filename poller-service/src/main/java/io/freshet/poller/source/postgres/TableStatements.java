package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs the statements of one table, and keeps what every one of them teaches. */
final class TableStatements {

    private final PostgresConnection connection;
    private final SourceConfig source;
    private final TableMemory memory;
    private final Supplier<Future<Void>> verification;

    /**
     * @param verification finds out what exactly is not granted any more
     */
    TableStatements(
            PostgresConnection connection,
            SourceConfig source,
            TableMemory memory,
            Supplier<Future<Void>> verification) {
        this.connection = connection;
        this.source = source;
        this.memory = memory;
        this.verification = verification;
    }

    /** Runs a statement. Fails with {@link SourceProblem}, whose cause is what was said. */
    Future<RowSet<Row>> ask(String sql, Tuple values) {
        return connection
                .ask(sql, values)
                .recover(
                        error -> {
                            SourceProblem problem = connection.explain(error);
                            return PostgresErrors.isRefused(error)
                                    ? verification.get().compose(v -> Future.failedFuture(problem))
                                    : Future.failedFuture(problem);
                        });
    }

    /** Runs a statement that ends with a footer. */
    Future<ReadAnswer> answer(String sql, Tuple values, Function<Row, ReadFooter> footer) {
        return ask(sql, values)
                .map(rows -> divided(rows, footer))
                .compose(answer -> connection.read(answer.footer()).map(answer));
    }

    private static ReadAnswer divided(RowSet<Row> all, Function<Row, ReadFooter> footer) {
        List<Row> rows = new ArrayList<>(all.size());
        Row last = null;
        for (Row row : all) {
            if (row.getLong(0) == null) {
                last = row;
            } else {
                rows.add(row);
            }
        }
        return new ReadAnswer(rows, footer.apply(last), last);
    }

    /** The keys of rows that are left out. */
    Long[] leftOut() {
        return memory.unread().toArray(Long[]::new);
    }

    /** A row cannot be read in time. Fails where there are too many of them. */
    Future<Void> leaveOut(long key) {
        return memory.leaveOut(key, nowMillis())
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new SourceProblem(
                                SourceState.UNREACHABLE,
                                "source %s (%s): too many rows cannot be read within the time limit"
                                        .formatted(source.name(), source.url()),
                                null));
    }

    static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
