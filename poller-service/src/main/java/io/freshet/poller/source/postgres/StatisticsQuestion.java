package io.freshet.poller.source.postgres;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.TableStatistics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Asks what PostgreSQL's statistics say of a table; columns that may not be read are left out. */
final class StatisticsQuestion {

    // n_distinct is a number of values, or with a minus sign a share of the rows.
    private static final String QUESTION =
            PostgresSql.family("$1")
                    + """

            select null::pg_catalog.text, (select sum(c.reltuples)::bigint from family f
                join pg_catalog.pg_class c on c.oid = f.relid where c.reltuples > 0),
              null::float8
            union all
            select s.attname::pg_catalog.text, null, max(s.n_distinct)::float8
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname
            where c.oid = pg_catalog.to_regclass($1) and s.attname = any($2)
            group by s.attname
            """;

    private StatisticsQuestion() {}

    /** Asks. Fails with a problem of the source where it does not answer. */
    static Future<TableStatistics> ask(PostgresConnection connection, TableDefinition table) {
        String[] names =
                table.columns().stream().map(ColumnDefinition::source).toArray(String[]::new);
        return connection
                .query(
                        QUESTION,
                        Tuple.tuple().addString(table.relation().sql()).addArrayOfString(names))
                .map(rows -> read(rows, table));
    }

    private static TableStatistics read(RowSet<Row> answer, TableDefinition table) {
        Long rows = null;
        Map<String, Double> distinct = new HashMap<>();
        for (Row row : answer) {
            if (row.getString(0) == null) {
                rows = row.getLong(1);
            } else {
                distinct.put(row.getString(0), row.getDouble(2));
            }
        }
        Map<String, Long> values = new HashMap<>();
        for (ColumnDefinition column : table.columns()) {
            Double found = distinct.get(column.source());
            if (found != null && found > 0) {
                values.put(column.name(), Math.round(found));
            } else if (found != null && found < 0 && rows != null) {
                values.put(column.name(), Math.round(-found * rows.doubleValue()));
            }
        }
        return new TableStatistics(
                rows == null ? OptionalLong.empty() : OptionalLong.of(rows), values);
    }
}
