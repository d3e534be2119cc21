package io.freshet.poller.source.postgres;

import io.freshet.pipeline.KeyColumn;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.schema.SourceColumn;
import io.freshet.poller.schema.SourceSchema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a source's catalogue says of a table and of those columns that are to be read.
 *
 * @param kind such as r for a table, p for a partitioned one, v for a view
 * @param inherited whether other tables inherit from it, whose rows are read as its own
 * @param hidesRows whether row-level security may hide rows from the role
 * @param mayReadXmin whether the role may read {@code xmin}
 * @param inBlocks whether all rows are stored in blocks, and the role may read where
 * @param commitTimes whether the server keeps commit times
 * @param counted whether updates and deletes are counted
 * @param unique whether no two rows of one relation can have the same key
 * @param digest stands for the schema of the whole table
 * @param columns by name; what is not there is absent. All of them where the table's contract is
 *     about columns that are not declared, else those that are to be read
 */
record TableCatalogue(
        String kind,
        boolean inherited,
        boolean hidesRows,
        boolean mayReadXmin,
        boolean inBlocks,
        boolean commitTimes,
        boolean counted,
        boolean unique,
        long digest,
        Map<String, Column> columns) {

    /**
     * A column.
     *
     * @param type as {@code format_type} writes it, without length
     * @param notNull whether it cannot be null
     * @param readable whether the role may read it
     */
    record Column(String type, boolean notNull, boolean readable) {}

    private static final String QUESTION =
            PostgresSql.family("$1")
                    + """

            select c.relkind::pg_catalog.text,
                   exists (select from pg_catalog.pg_inherits i where i.inhparent = c.oid),
                   pg_catalog.row_security_active(c.oid),
                   case when c.relkind in ('r', 'p', 'm')
                        then pg_catalog.has_column_privilege(c.oid, 'xmin', 'SELECT') else false end,
                   case when c.relkind in ('r', 'p', 'm')
                        then pg_catalog.has_column_privilege(c.oid, 'ctid', 'SELECT')
                          and not exists (
                            select from family f join pg_catalog.pg_class k on k.oid = f.relid
                            left join pg_catalog.pg_am m on m.oid = k.relam
                            where k.relkind <> 'p' and m.amname is distinct from 'heap')
                        else false end,
                   pg_catalog.current_setting('track_commit_timestamp', true) = 'on',
                   pg_catalog.current_setting('track_counts') = 'on'
                     and not pg_catalog.pg_is_in_recovery() and c.relkind in ('r', 'p', 'm'),
                   exists (select from pg_catalog.pg_index i
                           where i.indrelid = c.oid and i.indisunique and i.indisvalid
                             and i.indpred is null and i.indexprs is null
                             and not exists (
                               select from pg_catalog.generate_series(0, i.indnkeyatts - 1) as n
                               where not exists (
                                 select from pg_catalog.pg_attribute k
                                 where k.attrelid = c.oid and k.attnum = i.indkey[n] and k.attname = any($3)))),
                   a.attname::pg_catalog.text, pg_catalog.format_type(a.atttypid, null), a.attnotnull,
                   coalesce(pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'), false),
                   whole.digest
            from pg_catalog.pg_class c
            cross join lateral (
              select coalesce(pg_catalog.hashtextextended(pg_catalog.string_agg(
                  pg_catalog.concat_ws(' ', w.attname, w.atttypid, w.atttypmod, w.attnotnull),
                  ',' order by w.attnum), 0), 0) as digest
              from pg_catalog.pg_attribute w
              where w.attrelid = c.oid and w.attnum > 0 and not w.attisdropped) whole
            left join pg_catalog.pg_attribute a
              on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and ($4::boolean or a.attname = any($2))
            where c.oid = pg_catalog.to_regclass($1)
            """;

    private static final String SCHEMA =
            """
            select a.attname::pg_catalog.text, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull
            from pg_catalog.pg_attribute a
            where a.attrelid = pg_catalog.to_regclass($1) and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    /** The whole schema of a table; without columns where there is no such table. */
    static Future<SourceSchema> schema(PostgresConnection connection, TableDefinition table) {
        return connection
                .query(SCHEMA, Tuple.of(table.relation().sql()))
                .map(
                        rows -> {
                            List<SourceColumn> columns = new ArrayList<>();
                            rows.forEach(
                                    row ->
                                            columns.add(
                                                    new SourceColumn(
                                                            row.getString(0),
                                                            row.getString(1),
                                                            row.getBoolean(2))));
                            return new SourceSchema(columns);
                        });
    }

    /** Looks it up; empty where there is no such table. */
    static Future<Optional<TableCatalogue>> of(
            PostgresConnection connection, TableDefinition table) {
        Set<String> names = new LinkedHashSet<>();
        table.columns().forEach(column -> names.add(column.source()));
        table.key().forEach(column -> names.add(column.source()));
        table.time().ifPresent(names::add);
        return connection
                .query(
                        QUESTION,
                        Tuple.of(
                                table.relation().sql(),
                                names.toArray(String[]::new),
                                table.key().stream().map(KeyColumn::source).toArray(String[]::new),
                                table.contract().columns().isPresent()))
                .map(TableCatalogue::read);
    }

    private static Optional<TableCatalogue> read(RowSet<Row> rows) {
        TableCatalogue catalogue = null;
        Map<String, Column> columns = new HashMap<>();
        for (Row row : rows) {
            catalogue =
                    new TableCatalogue(
                            row.getString(0),
                            row.getBoolean(1),
                            row.getBoolean(2),
                            row.getBoolean(3),
                            row.getBoolean(4),
                            Boolean.TRUE.equals(row.getBoolean(5)),
                            row.getBoolean(6),
                            row.getBoolean(7),
                            row.getLong(12),
                            columns);
            if (row.getString(8) != null) {
                columns.put(
                        row.getString(8),
                        new Column(row.getString(9), row.getBoolean(10), row.getBoolean(11)));
            }
        }
        return Optional.ofNullable(catalogue);
    }

    /** Whether the source sees to it that no two rows have the same key, wherever they are. */
    boolean keepsUnique() {
        return unique && (kind.equals("p") || (kind.equals("r") && !inherited));
    }
}
