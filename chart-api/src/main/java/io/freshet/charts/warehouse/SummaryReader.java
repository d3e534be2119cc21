package io.freshet.charts.warehouse;

import io.freshet.warehouse.layout.AppliedSql;
import io.freshet.warehouse.layout.AuditSql;
import io.freshet.warehouse.layout.FreshetTables;
import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the warehouse over one connection. Does not block. */
public final class SummaryReader {

    /** Freshet's own tables, without which nothing can be read. */
    public static final Set<String> REGISTRY_TABLES = Set.copyOf(FreshetTables.READ_BY_CHARTS);

    private static final String BEGIN = "begin isolation level repeatable read read only";
    private static final String COMMIT = "commit";

    private final SqlConnection connection;

    /**
     * @param connection an open connection, used by nobody else at the same time
     */
    public SummaryReader(SqlConnection connection) {
        this.connection = connection;
    }

    /** Which of these tables there are; names are qualified and quoted where they must be. */
    public Future<Set<String>> existing(Set<String> tables) {
        return connection
                .preparedQuery(RegistrySql.EXISTING_TABLES)
                .execute(Tuple.tuple().addArrayOfString(tables.toArray(new String[0])))
                .map(
                        rows -> {
                            Set<String> found = new HashSet<>();
                            rows.forEach(row -> found.add(row.getString(0)));
                            return found;
                        });
    }

    /** Reads what changed, in one round trip and from one snapshot. */
    public Future<Refreshed> read(Scope scope) {
        List<Future<?>> answers = new ArrayList<>();
        Future<Map<Integer, Integer>> audited =
                scope.everything() ? audited() : Future.succeededFuture(Map.of());
        answers.add(connection.query(BEGIN).execute());
        Optional<RegistryRead> registry =
                scope.everything()
                        ? Optional.of(new RegistryRead(connection, audited, scope.tables()))
                        : Optional.empty();
        registry.ifPresent(read -> answers.addAll(read.answers()));
        Future<RowSet<Row>> applied =
                scope.everything()
                        ? connection.preparedQuery(AppliedSql.DECLARED_AS_MADE).execute()
                        : connection
                                .preparedQuery(AppliedSql.OF_SOURCES_AS_MADE)
                                .execute(Tuple.tuple().addArrayOfInteger(scope.sources()));
        answers.add(applied);
        Map<WarehouseTable, Future<RowSet<Row>>> rows = new LinkedHashMap<>();
        for (WarehouseTable table : scope.tables()) {
            rows.put(table, table.read(connection, scope));
        }
        answers.addAll(rows.values());
        answers.add(connection.query(COMMIT).execute());
        return Future.all(answers)
                .map(
                        done -> {
                            Map<WarehouseTable, RowSet<Row>> read = new HashMap<>();
                            rows.forEach((table, answer) -> read.put(table, answer.result()));
                            return new Refreshed(
                                    registry.map(RegistryRead::result),
                                    positions(applied.result()),
                                    read);
                        });
    }

    /**
     * Which sources are audited now, by their ids, and how much of each is compared. Outside of the
     * transaction: where sessions are hidden from this role, charts are drawn all the same.
     */
    private Future<Map<Integer, Integer>> audited() {
        return connection
                .preparedQuery(AuditSql.ALL)
                .execute()
                .map(
                        rows -> {
                            Map<Integer, Integer> audited = new HashMap<>();
                            rows.forEach(row -> audited.put(row.getInteger(0), row.getInteger(1)));
                            return Map.copyOf(audited);
                        })
                .recover(
                        failure ->
                                failure instanceof PgException
                                        ? Future.succeededFuture(Map.of())
                                        : Future.failedFuture(failure));
    }

    private static List<AppliedPosition> positions(RowSet<Row> rows) {
        List<AppliedPosition> positions = new ArrayList<>(rows.size());
        for (Row row : rows) {
            positions.add(
                    new AppliedPosition(
                            row.getInteger(0),
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getLong(4)));
        }
        return positions;
    }
}
