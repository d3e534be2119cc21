package io.freshet.simulator.database;

import static io.freshet.simulator.database.ResponsesTable.NAME;
import static io.freshet.simulator.database.ResponsesTable.quoted;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/**
 * A source's table and who may read it.
 *
 * @param database that it is in
 * @param columns names of the text columns beside the key {@code id}, for when it is absent
 * @param dated whether it then has a column {@code created_at} besides, of the time of each insert
 * @param reader who gets CONNECT, USAGE and SELECT; PUBLIC then loses what it has in the database
 */
public record SimulatedTable(
        String database, List<String> columns, boolean dated, Optional<ReadOnlyRole> reader) {

    /** Creates the table when absent, and lets the reader read it; gives whether it was absent. */
    Uni<Boolean> create(SqlClient client) {
        return client.preparedQuery("SELECT to_regclass($1) IS NULL")
                .execute(Tuple.of(NAME))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .call(absent -> absent ? run(client, definition()) : nothing())
                .call(
                        () ->
                                reader.map(role -> run(client, role.grants(database, NAME)))
                                        .orElseGet(this::nothing));
    }

    private Uni<Void> run(SqlClient client, String statements) {
        return client.query(statements).execute().replaceWithVoid();
    }

    private Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private String definition() {
        return String.join(
                "; ",
                ResponsesTable.create(columns, dated),
                // ANALYZE keeps its sample in memory, and these rows are 4 KB each.
                "ALTER DATABASE " + quoted(database) + " SET default_statistics_target = 10");
    }
}
