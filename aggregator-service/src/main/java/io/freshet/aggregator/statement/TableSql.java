package io.freshet.aggregator.statement;

import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.DerivedColumn;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.JournalSql;
import io.freshet.warehouse.layout.QuarantineSql;
import io.freshet.warehouse.layout.RangeSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.TimeSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that change one table together with its summaries and its range checksums.
 *
 * @param insert inserts rows whose keys are not held; where all summaries are plain parameters are
 *     as {@link InsertSql} says; else sources int[] and versions bigint[] that are touched, then
 *     per row source int[], key bigint[], digest bigint[], time bigint[] and each column text[]
 * @param upsert inserts or replaces rows; parameters: sources int[] and versions bigint[] that are
 *     touched, then per row whether its time replaces the held one boolean[], source int[], key
 *     bigint[], digest bigint[], time bigint[] and each column text[]; answers per source the
 *     numbers of rows inserted and replaced
 * @param deleteOthers deletes rows of a range that are not among the keys; parameters: source int,
 *     version bigint, low bigint, high bigint, keys bigint[]; answers the number of rows deleted
 * @param deleteKeys deletes the rows of some keys; parameters: source int, version bigint, keys
 *     bigint[]; answers the number of rows deleted
 * @param sumAgain computes checksums anew, as {@link RangeSql#sumAgain} says
 * @param wide deletes a great many rows
 * @param failures quarantines why some rows have no value of a derived column, where the table has
 *     any; parameters: sources int[] and keys bigint[] of the rows; answers as {@link
 *     QuarantineSql#ADD} does
 */
public record TableSql(
        String insert,
        String upsert,
        String deleteOthers,
        String deleteKeys,
        String sumAgain,
        WideSql wide,
        Optional<String> failures) {

    // What is to be deleted: source_id, row_key, and where in the table it is.
    private static final String OTHERS =
            """
            select source_id, row_key, ctid as place from %s
             where source_id = $1 and row_key between $3 and $4
             and row_key not in (select unnest($5::bigint[]))""";
    private static final String KEYS =
            """
            select h.* from unnest($3::bigint[]) as k (row_key) cross join lateral (
             select source_id, row_key, ctid as place from %s t
             where t.source_id = $1 and t.row_key = k.row_key limit 1) h""";

    // Row by row, whatever the planner believes of the table.
    private static final String BY_KEYS =
            """
            (select t.* from unnest($1::int[], $2::bigint[]) as k (source_id, row_key)
             cross join lateral (select * from %s t
              where t.source_id = k.source_id and t.row_key = k.row_key limit 1) t)""";

    // A row whose time alone is another one is what it was.
    private static final String CHANGED =
            """
            written r join change c on c.source_id = r.source_id and c.row_key = r.row_key
             and c.old_digest is distinct from c.row_digest join target""";

    /** Those of a table. */
    public static TableSql of(PipelineDefinition pipeline, TableDefinition table) {
        String name = SqlText.qualified(pipeline.name(), table.name());
        String deltas = new DeltaSql(pipeline, table).text();
        List<ColumnDefinition> columns = table.heldColumns();
        String gone = deltas + journal(pipeline, table, false, "deleted r join target");
        return new TableSql(
                pipeline.isPlain(table.name())
                        ? InsertSql.of(pipeline, table)
                        : insert(
                                name,
                                columns,
                                deltas + journal(pipeline, table, true, "written r join target")),
                upsert(name, table, deltas + journal(pipeline, table, true, CHANGED)),
                delete(OTHERS.formatted(name), name, table, gone),
                delete(KEYS.formatted(name), name, table, gone),
                RangeSql.sumAgain(table.name(), name, table.home()),
                WideSql.of(pipeline, table),
                table.derivation().all().isEmpty()
                        ? Optional.empty()
                        : Optional.of(DerivedSql.failures(table, BY_KEYS.formatted(name))));
    }

    /** All of them, but for those that set the rows of others aside. */
    public List<String> all() {
        List<String> all =
                new ArrayList<>(List.of(insert, upsert, deleteOthers, deleteKeys, sumAgain));
        all.addAll(List.of(wide.outside(), wide.counts(), wide.end(), wide.delete()));
        all.addAll(wide.afterwards());
        failures.ifPresent(all::add);
        return all;
    }

    /** Journals rows, which are joined to what knows their source's version; empty for nothing. */
    private static String journal(
            PipelineDefinition pipeline, TableDefinition table, boolean present, String rows) {
        return pipeline.isJournalled()
                ? JournalSql.writing(
                        "journalled",
                        JournalSql.held(
                                table.name(),
                                present,
                                "target.version",
                                rows + " on target.source_id = r.source_id"))
                : "";
    }

    private static String insert(String name, List<ColumnDefinition> columns, String deltas) {
        StringBuilder arrays = new StringBuilder();
        for (int index = 0; index < columns.size(); index++) {
            arrays.append(", unnest($").append(index + 7).append("::text[]) as ");
            arrays.append(quoted(columns.get(index)));
        }
        return """
               with target as materialized (
                select * from unnest($1::int[], $2::bigint[]) as t (source_id, version)),
               written as (
                insert into %1$s (source_id, row_key, row_digest, row_time%2$s)
                select i.source_id, i.row_key, i.row_digest, %3$s%4$s
                from (select unnest($3::int[]) as source_id, unnest($4::bigint[]) as row_key,
                 unnest($5::bigint[]) as row_digest, unnest($6::bigint[]) as micros%5$s) i
                returning *),
               delta as materialized (select *, true as added from written)
               %6$s
               select 1"""
                .formatted(
                        name,
                        list(columns, TableSql::quoted),
                        TimeSql.fromMicros("i.micros"),
                        list(columns, TableSql::cast),
                        arrays,
                        deltas);
    }

    private static String upsert(String name, TableDefinition table, String deltas) {
        List<ColumnDefinition> columns = table.heldColumns();
        List<String> all = held(table);
        StringBuilder arrays = new StringBuilder();
        for (int index = 0; index < columns.size(); index++) {
            arrays.append(", $").append(index + 8).append("::text[]");
        }
        String plain = list(columns, column -> SqlText.quoted(column.name()));
        // The held row is looked up by its key, row by row: whatever the planner believes of a
        // table that may have been empty a moment ago, the work depends on the batch alone.
        return """
               with target as materialized (
                select * from unnest($1::int[], $2::bigint[]) as t (source_id, version)),
               change as materialized (
                select i.source_id, i.row_key, i.row_digest,
                 case when h.row_key is null or i.own_time
                  then timestamptz 'epoch' + i.micros * interval '1 microsecond'
                  else h.row_time end as row_time%1$s,
                 h.row_key is not null as known, h.row_digest as old_digest,
                 h.row_time as old_time%2$s
                from unnest($3::boolean[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[]%3$s)
                 as i (own_time, source_id, row_key, row_digest, micros%4$s)
                left join lateral (select * from %5$s t
                 where t.source_id = i.source_id and t.row_key = i.row_key limit 1) h on true
                where h.row_digest is distinct from i.row_digest
                 or i.own_time and h.row_time is distinct from
                  timestamptz 'epoch' + i.micros * interval '1 microsecond'),
               written as (
                insert into %5$s as t (source_id, row_key, row_digest, row_time%4$s)
                select source_id, row_key, row_digest, row_time%4$s from change
                on conflict (source_id, row_key) do update set
                 row_digest = excluded.row_digest, row_time = excluded.row_time%6$s
                returning *),
               released as (
                %7$s),
               delta as materialized (
                select source_id, row_key, row_digest, row_time%10$s, true as added from written
                union all
                select source_id, row_key, old_digest, old_time%8$s, false from change where known)
               %9$s
               select source_id, count(*) filter (where not known), count(*) filter (where known)
                from change group by source_id
               """
                .formatted(
                        list(columns, TableSql::cast),
                        list(all, column -> "h.%s as %s".formatted(quoted(column), old(column))),
                        arrays,
                        plain,
                        name,
                        list(columns, column -> "%1$s = excluded.%1$s".formatted(quoted(column))),
                        QuarantineSql.release(table.name(), "change r", "r.known"),
                        list(all, TableSql::old),
                        deltas,
                        list(all, TableSql::quoted));
    }

    private static String delete(String gone, String name, TableDefinition table, String deltas) {
        // By place, and not by a join: however few rows the planner believes there are, and it may
        // have counted them before they came, the work depends on how many are deleted.
        return """
               with target as materialized (select $1::int as source_id, $2::bigint as version),
               gone as materialized (
                %5$s),
               deleted as (
                delete from %1$s where ctid = any (array(select place from gone)) returning *),
               released as (
                %2$s),
               delta as materialized (
                select source_id, row_key, row_digest, row_time%3$s, false as added from deleted)
               %4$s
               select count(*) from deleted
               """
                .formatted(
                        name,
                        QuarantineSql.release(table.name(), "gone r", "true"),
                        list(held(table), TableSql::quoted),
                        deltas,
                        gone);
    }

    private static String cast(ColumnDefinition column) {
        return "i.%s%s as %s".formatted(quoted(column), column.type().cast(), quoted(column));
    }

    private static String quoted(ColumnDefinition column) {
        return SqlText.quoted(column.name());
    }

    private static String quoted(String column) {
        return SqlText.quoted(column);
    }

    private static String old(String column) {
        return SqlText.quoted("old " + column);
    }

    /** The columns that a row has, besides what all rows have: declared and derived ones. */
    private static List<String> held(TableDefinition table) {
        return Stream.concat(
                        table.heldColumnNames().stream(),
                        table.derivation().all().stream().map(DerivedColumn::name))
                .toList();
    }

    private static <T> String list(List<T> columns, Function<T, String> part) {
        return columns.stream()
                .map(column -> ", " + part.apply(column))
                .collect(Collectors.joining());
    }
}
