package io.freshet.poller.source.postgres;

import io.freshet.configuration.SourceConfig;
import io.freshet.events.SourceState;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceProblem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a table of a source with its definition. */
final class PostgresTableVerifier {

    private static final Set<String> KEY_TYPES = Set.of("smallint", "integer", "bigint");
    private static final Set<String> TIME_TYPES =
            Set.of("timestamp without time zone", "timestamp with time zone");

    private static final String COLUMNS =
            """
            select a.attname::text, pg_catalog.format_type(a.atttypid, null),
                   exists (select from pg_catalog.pg_index i
                           where i.indrelid = a.attrelid and i.indisunique and i.indisvalid
                             and i.indnkeyatts = 1 and i.indkey[0] = a.attnum
                             and i.indpred is null and i.indexprs is null),
                   c.relkind::text, current_setting('track_commit_timestamp', true)
            from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
            where a.attrelid = pg_catalog.to_regclass($1) and a.attnum > 0 and not a.attisdropped
            """;

    private record Column(String type, boolean unique) {}

    private final PostgresConnection connection;
    private final SourceConfig source;
    private final TableDefinition table;

    PostgresTableVerifier(
            PostgresConnection connection, SourceConfig source, TableDefinition table) {
        this.connection = connection;
        this.source = source;
        this.table = table;
    }

    Future<PostgresTable> verify() {
        String regclass = new PostgresSql(table, RowTime.NONE).regclass();
        return connection
                .query(COLUMNS, Tuple.of(regclass))
                .compose(
                        rows -> {
                            Map<String, Column> columns = new HashMap<>();
                            String kind = "";
                            boolean commitTimes = false;
                            for (Row row : rows) {
                                columns.put(
                                        row.getString(0),
                                        new Column(row.getString(1), row.getBoolean(2)));
                                kind = row.getString(3);
                                commitTimes = "on".equals(row.getString(4));
                            }
                            checkColumns(columns, kind);
                            RowTime time = rowTime(columns, kind, commitTimes);
                            PostgresTable reader =
                                    new PostgresTable(
                                            connection, table, new PostgresSql(table, time));
                            // Reads nothing, and yet needs the right to read every column.
                            return reader.probe(List.of(), 0, 1)
                                    .compose(none -> reader.highestKey())
                                    .map(highest -> reader);
                        });
    }

    private void checkColumns(Map<String, Column> columns, String kind) {
        if (columns.isEmpty()) {
            throw drifted("there is no table %s.%s".formatted(table.schema(), table.name()));
        }
        Column key = columns.get(table.key());
        if (key == null || !KEY_TYPES.contains(key.type())) {
            throw drifted(
                    "table %s has no key %s of an integer type%s"
                            .formatted(
                                    table.name(),
                                    table.key(),
                                    key == null ? "" : ", it is " + key.type()));
        }
        if (!key.unique() && "r".equals(kind)) {
            throw drifted(
                    "key %s of table %s has no unique index of its own"
                            .formatted(table.key(), table.name()));
        }
        for (ColumnDefinition definition : table.columns()) {
            Column column = columns.get(definition.name());
            if (column == null) {
                throw drifted(
                        "table %s has no column %s".formatted(table.name(), definition.name()));
            }
            definition
                    .sourceType()
                    .filter(type -> !type.equals(column.type()))
                    .ifPresent(
                            type -> {
                                throw drifted(
                                        "column %s of table %s is %s, not %s"
                                                .formatted(
                                                        definition.name(),
                                                        table.name(),
                                                        column.type(),
                                                        type));
                            });
        }
    }

    private RowTime rowTime(Map<String, Column> columns, String kind, boolean commitTimes) {
        boolean column =
                table.time()
                        .map(columns::get)
                        .filter(time -> TIME_TYPES.contains(time.type()))
                        .isPresent();
        if (column) {
            return RowTime.COLUMN;
        }
        return commitTimes && Set.of("r", "p").contains(kind) ? RowTime.COMMIT : RowTime.NONE;
    }

    private SourceProblem drifted(String what) {
        return new SourceProblem(
                SourceState.DRIFTED,
                "source %s (%s): %s; pipeline %s needs it: restore it, or change the definition"
                        .formatted(source.name(), source.url(), what, source.pipeline()),
                null);
    }
}
