package io.freshet.warehouse.layout;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements about the journal: what became of rows, written in the transaction that changes them,
 * with the version that their source gets. The versions of a source commit in order, so what has a
 * higher one than a reader saw last is all that happened since.
 */
public final class JournalSql {

    /** How long lines stay of a source of which nothing was ever archived. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    /** The zone of rows as they are read from sources. */
    public static final String INGESTION = "ingestion";

    /** The zone of rows of a warehouse's star tables. */
    public static final String PROCESSED = "processed";

    /**
     * Notes that a pipeline is journalled, for JDBC; parameter: pipeline. Changes 1 row or none.
     */
    public static final String START =
            "insert into freshet.journal (pipeline) values (?) on conflict (pipeline) do nothing";

    /** Notes that a pipeline is no longer journalled, for JDBC; parameter: pipeline. */
    public static final String STOP = "delete from freshet.journal where pipeline = ?";

    /** The sources of pipelines that are, or were, journalled; answers source_id. */
    public static final String SOURCES =
            "select s.id from freshet.source s where exists ("
                    + "select from freshet.row_change c where c.source_id = s.id)";

    /** Lets no source count as archived; a lake that is configured again begins anew with them. */
    public static final String NO_LAKE = "delete from freshet.lake_position";

    /**
     * Deletes some of the oldest changes of a source: those that are archived, or where nothing was
     * ever archived of it those that are old. Parameters: source_id, seconds from which on they are
     * old bigint, how many at most bigint. Answers how many were deleted.
     */
    public static final String PRUNE =
            """
            with old as materialized (
             select c.version, c.change_id from freshet.row_change c
              where c.source_id = $1 and c.version <= coalesce(
                (select version from freshet.lake_position where source_id = $1),
                9223372036854775807)
               and (exists (select from freshet.lake_position where source_id = $1)
                or c.changed_at < now() - $2::bigint * interval '1 second')
              order by c.version, c.change_id limit $3::bigint),
            pruned as (
             delete from freshet.row_change c using old
              where c.source_id = $1 and c.version = old.version
               and c.change_id = old.change_id returning 1)
            select count(*) from pruned\
            """;

    private static final List<String> NOT_DECLARED =
            List.of(
                    RowColumns.SOURCE_ID,
                    RowColumns.ROW_KEY,
                    RowColumns.ROW_DIGEST,
                    RowColumns.ROW_TIME,
                    RowColumns.ROW_COUNTS);

    private static final String ASIDE =
            "coalesce((\"row\" ->> '%s')::boolean, false)".formatted(RowColumns.ROW_ASIDE);

    private JournalSql() {}

    /**
     * A common table expression, with a comma before it, that journals rows.
     *
     * @param name what it is called
     * @param lines gives source_id, version, zone, table_name, present, row_key and row
     */
    public static String writing(String name, String lines) {
        return ", %s as (%s)\n".formatted(name, insert(lines));
    }

    /**
     * Journals rows.
     *
     * @param lines gives source_id, version, zone, table_name, present, row_key and row
     */
    public static String insert(String lines) {
        return """
        insert into freshet.row_change
         (source_id, version, zone, table_name, present, row_key, "row")
         %s\
        """
                .formatted(lines);
    }

    /**
     * The lines for rows of a pipeline's table.
     *
     * @param table the table's name
     * @param present whether the rows are so now, else they are gone
     * @param version an expression for the version
     * @param rows gives the rows under the name {@code r}, and perhaps more, as it stands after
     *     {@code from}
     */
    public static String held(String table, boolean present, String version, String rows) {
        return "select r.source_id, %s, %s, %s, %s, r.row_key, %s from %s"
                .formatted(
                        version,
                        SqlText.literal(INGESTION),
                        SqlText.literal(table),
                        present,
                        declared("r"),
                        rows);
    }

    /**
     * The declared and derived columns of a row as JSON.
     *
     * @param row how the statement names it
     */
    private static String declared(String row) {
        return "to_jsonb(%s) - '{%s}'::text[]"
                .formatted(row, NOT_DECLARED.stream().collect(Collectors.joining(",")));
    }

    /**
     * What one transaction did to rows of a table; gives row_key, present, row and change_id, which
     * tells what came first.
     *
     * @param table the table's name
     * @param source an expression for the source
     * @param version an expression for the version that the transaction gives it
     */
    public static String changes(String table, String source, String version) {
        return """
        select row_key, present, "row", change_id from freshet.row_change
         where source_id = %s and version = %s and zone = '%s' and table_name = %s\
        """
                .formatted(source, version, INGESTION, SqlText.literal(table));
    }

    /**
     * What {@link #changes} gives, with rows that are set aside as if they were gone.
     *
     * @param lines gives that
     */
    public static String asideAsGone(String lines) {
        return """
        select row_key, present and not %s as present, "row", change_id from (%s) a\
        """
                .formatted(ASIDE, lines);
    }

    /**
     * What {@link #changes} gives, without rows that are set aside.
     *
     * @param lines gives that
     */
    public static String withoutAside(String lines) {
        return """
        select row_key, present, "row", change_id from (%s) a where not %s\
        """
                .formatted(lines, ASIDE);
    }

    /**
     * All rows that are held of a table, in the form of {@link #changes}.
     *
     * @param pipeline the pipeline, which is also the table's schema
     * @param source an expression for the source
     */
    public static String held(String pipeline, String table, String source) {
        return """
        select row_key, true as present, to_jsonb(t) as "row", 0 as change_id from %s t
         where source_id = %s\
        """
                .formatted(SqlText.qualified(pipeline, table), source);
    }

    /**
     * A row as it was held, from the journal, under the name {@code f}, as it stands in {@code
     * from}.
     *
     * @param line how the statement names what {@link #changes} gives
     * @param source an expression for the source
     */
    public static String row(String pipeline, String table, String line, String source) {
        return """
        jsonb_populate_record(null::%s, %2$s."row" || jsonb_build_object(               'row_key', %2$s.row_key, 'source_id', %3$s)) f\
        """
                .formatted(SqlText.qualified(pipeline, table), line, source);
    }

    /**
     * The lines for rows of a star table.
     *
     * @param table the table's name
     * @param present whether the rows are so now, else they are gone
     * @param key an expression for the whole number that is the key of a row called {@code r}; null
     *     for none
     * @param rows gives the rows, as it stands after {@code from}
     */
    public static String processed(
            String source, String version, String table, boolean present, String key, String rows) {
        return "select %s, %s, '%s', %s, %s, %s, to_jsonb(r) from %s r"
                .formatted(
                        source,
                        version,
                        PROCESSED,
                        SqlText.literal(table),
                        present,
                        key == null ? "null::bigint" : key + "::bigint",
                        rows);
    }

    /**
     * Journals all rows that a table holds, each with the version that its source has.
     *
     * @param pipeline the pipeline, which is also the table's schema
     * @param table the table's name
     * @param present whether the rows are so now, else they are about to go
     */
    public static String all(String pipeline, String table, boolean present) {
        return insert(
                held(
                        table,
                        present,
                        "a.version",
                        "%s r join freshet.applied a on a.source_id = r.source_id"
                                .formatted(SqlText.qualified(pipeline, table))));
    }
}
