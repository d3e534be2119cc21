package io.freshet.simulator.database;

import static io.freshet.simulator.database.ResponsesTable.NAME;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loads complete rows into one source, on one connection. Thread-safe. */
public final class RowLoader {
    private final SourceConnections connections;
    private final String insert;

    /**
     * @param vertx runs the connection
     * @param server where the source is
     * @param database name of the source's database, which exists
     * @param columns that each row has a value for, in their order
     */
    public RowLoader(Vertx vertx, PostgresServer server, String database, List<String> columns) {
        this.connections = new SourceConnections(vertx, server.database(database));
        String names =
                columns.stream().map(ResponsesTable::quoted).collect(Collectors.joining(", "));
        String parameters =
                IntStream.rangeClosed(1, columns.size())
                        .mapToObj(i -> "$" + i)
                        .collect(Collectors.joining(", "));
        this.insert = "INSERT INTO %s (%s) VALUES (%s)".formatted(NAME, names, parameters);
    }

    /** How many rows the source has. */
    public Uni<Long> count() {
        return pool().query(WriteStatements.EXTENT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * Inserts rows in their order and commits them together; all or none.
     *
     * @param rows at least one, each with a value for every column
     */
    public Uni<Void> load(List<List<String>> rows) {
        List<Tuple> tuples = new ArrayList<>(rows.size());
        rows.forEach(row -> tuples.add(Tuple.from(row)));
        return pool().withTransaction(
                        connection -> connection.preparedQuery(insert).executeBatch(tuples))
                .replaceWithVoid();
    }

    /** Closes the connection. */
    public Uni<Void> close() {
        return connections.close();
    }

    private Pool pool() {
        return connections.ordinary();
    }
}
