package io.freshet.warehouse.layout;

import java.util.List;
import java.util.stream.Collectors;

/** Statements of the lake, which follows the journal of changes. For JDBC. */
public final class LakeSql {

    /** The declared sources that are journalled. Answers id, name, pipeline. */
    public static final String SOURCES =
            "select s.id, s.name, s.pipeline from freshet.source s"
                    + " join freshet.journal j on j.pipeline = s.pipeline"
                    + " where s.declared order by s.id";

    /**
     * Makes this session the only one that archives a source; parameter: source_id. Answers whether
     * it is, which lasts as long as the session.
     */
    public static final String LOCK =
            "select pg_try_advisory_lock(hashtext('freshet.lake_position'), ?)";

    /**
     * How a source stands; parameters: source_id, a version. Answers installation, version,
     * archived (-1 for never), and of that version's last change change_id and changed_at, both
     * null where the journal has none.
     */
    public static final String STANDING =
            """
            with asked (source_id, version) as (select ?::int, ?::bigint)
            select (select id::text from freshet.installation limit 1),
             coalesce((select a.version from freshet.applied a
              where a.source_id = asked.source_id), 0),
             coalesce((select p.version from freshet.lake_position p
              where p.source_id = asked.source_id), -1),
             c.change_id, c.changed_at
            from asked left join lateral (
             select change_id, changed_at from freshet.row_change r
             where r.source_id = asked.source_id and r.version = asked.version
             order by change_id desc limit 1) c on true\
            """;

    /**
     * The next versions, in their order; parameters: source_id, the version before them, how many.
     * Answers version, changes, bytes.
     */
    public static final String VERSIONS =
            """
            select version, count(*), sum(pg_column_size("row"))
            from freshet.row_change where source_id = ? and version > ?
            group by version order by version limit ?\
            """;

    /**
     * The tables of a range of versions; parameters: source_id, the version before it, its last.
     * Answers zone, table_name.
     */
    public static final String TABLES =
            """
            select distinct zone, table_name from freshet.row_change
            where source_id = ? and version > ? and version <= ?\
            """;

    /**
     * The changes of a range of versions, in their order; parameters as of {@link #TABLES}. Answers
     * version, change_id, zone, table_name, present, row_key, row as a text, changed_at.
     */
    public static final String CHANGES =
            """
            select version, change_id, zone, table_name, present, row_key, "row"::text, changed_at
            from freshet.row_change where source_id = ? and version > ? and version <= ?
            order by version, change_id\
            """;

    /**
     * When the oldest change behind a version was made; parameters: source_id, version. Answers
     * changed_at and the time, or no row.
     */
    public static final String OLDEST =
            """
            select changed_at, now() from freshet.row_change where source_id = ? and version > ?
            order by version, change_id limit 1\
            """;

    /** Notes how far the lake has come; parameters: source_id, version. It never goes back. */
    public static final String ARCHIVED =
            """
            insert into freshet.lake_position as p (source_id, version, archived_at)
            values (?, ?, now())
            on conflict (source_id) do update
             set version = excluded.version, archived_at = excluded.archived_at
             where p.version < excluded.version\
            """;

    /**
     * The source of a name, whether it is declared or not; parameter: name. Answers id, pipeline.
     */
    public static final String SOURCE = "select id, pipeline from freshet.source where name = ?";

    /** The installation; answers its id as a text. */
    public static final String INSTALLATION = "select id::text from freshet.installation limit 1";

    /** The version of a source; parameter: source_id. Answers version and the time, or no row. */
    public static final String VERSION =
            "select version, now() from freshet.applied where source_id = ?";

    /**
     * The columns of a table; parameters: schema, table. Answers name, type; no row where the table
     * is not there.
     */
    public static final String COLUMNS =
            """
            select attname, format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = to_regclass(format('%I.%I', ?, ?)) and attnum > 0
             and not attisdropped order by attnum\
            """;

    /**
     * The columns of a table's primary key; parameters as of {@link #COLUMNS}. Answers name, in the
     * order of the key.
     */
    public static final String KEY_COLUMNS =
            """
            select a.attname from pg_index i
            cross join lateral unnest(i.indkey::int[]) with ordinality as k (number, place)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
            where i.indisprimary and i.indrelid = to_regclass(format('%I.%I', ?, ?))
            order by k.place\
            """;

    /**
     * The columns of a table that are numbered; parameters: schema, table. Answers name and what
     * numbers it.
     */
    public static final String NUMBERED =
            """
            with t (name) as (select format('%I.%I', ?, ?))
            select a.attname, pg_get_serial_sequence(t.name, a.attname) from t
            join pg_attribute a on a.attrelid = to_regclass(t.name) and a.attnum > 0
             and not a.attisdropped
            where pg_get_serial_sequence(t.name, a.attname) is not null\
            """;

    private LakeSql() {}

    /**
     * Lets a source count as never archived, so that the lake begins anew with all its rows. Only
     * the owner of Freshet's tables may do so.
     */
    public static String neverArchived(int source) {
        return "delete from freshet.lake_position where source_id = " + source;
    }

    /**
     * Lets a column be numbered on from the highest number that it has; parameter: what numbers it.
     */
    public static String numberOn(String schema, String table, String column) {
        return "select setval(?::regclass, max(%1$s)) from %2$s having max(%1$s) is not null"
                .formatted(SqlText.quoted(column), SqlText.qualified(schema, table));
    }

    /** Whether a column of a table of rows is one that every such table has. */
    public static boolean isOwn(String column) {
        return RowColumns.ALL.contains(column) || column.equals(RowColumns.ROW_COUNTS);
    }

    /**
     * The rows held of a table of a source that the journal does not tell of. Parameters: twice
     * source_id, the table, twice the version behind which the journal is read. Answers row_key,
     * row.
     */
    public static String heldRows(String schema, String table) {
        String row =
                "to_jsonb(t) - array[%s]"
                        .formatted(
                                List.of(
                                                RowColumns.SOURCE_ID,
                                                RowColumns.ROW_KEY,
                                                RowColumns.ROW_DIGEST,
                                                RowColumns.ROW_TIME,
                                                RowColumns.ROW_COUNTS)
                                        .stream()
                                        .map(SqlText::literal)
                                        .collect(Collectors.joining(", ")));
        return "select t.row_key, (%s)::text from %s t where t.source_id = ? and not exists (%s)"
                .formatted(
                        row,
                        SqlText.qualified(schema, table),
                        told(JournalSql.INGESTION, "c.row_key = t.row_key"));
    }

    /**
     * The rows of a table that rows are made into that the journal does not tell of. Parameters:
     * source_id, the table, twice the version behind which the journal is read. Answers row.
     */
    public static String madeRows(String schema, String table) {
        return "select to_jsonb(t)::text from %s t where not exists (%s)"
                .formatted(
                        SqlText.qualified(schema, table),
                        told(JournalSql.PROCESSED, "c.\"row\" = to_jsonb(t)"));
    }

    /**
     * Lines of the journal that will be in the lake as changes. What is older than it is kept for
     * may be pruned at this very moment, where the lake has just begun.
     */
    private static String told(String zone, String same) {
        return """
        select from freshet.row_change c where c.source_id = ? and c.zone = '%s'
         and c.table_name = ? and c.version > ? and c.present and %s
         and (0 < ? or c.changed_at >= now() - interval '%d seconds')\
        """
                .formatted(zone, same, JournalSql.KEPT.toSeconds());
    }

    /**
     * Puts a row into a table, in place of that with its key; parameter: the row as a JSON text.
     *
     * @param columns all columns that are written
     * @param key those that are the key
     */
    public static String put(String schema, String table, List<String> columns, List<String> key) {
        String name = SqlText.qualified(schema, table);
        String set =
                columns.stream()
                        .map(SqlText::quoted)
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
        return """
        insert into %1$s (%2$s) overriding system value
        select %2$s from jsonb_populate_record(null::%1$s, ?::jsonb)
        on conflict (%3$s) do update set %4$s\
        """
                .formatted(name, list(columns), list(key), set);
    }

    /** Takes a row out of a table; parameter: the row as a JSON text. */
    public static String take(String schema, String table, List<String> key) {
        String name = SqlText.qualified(schema, table);
        return "delete from %1$s where (%2$s) in (select %2$s from jsonb_populate_record(null::%1$s, ?::jsonb))"
                .formatted(name, list(key));
    }

    private static String list(List<String> columns) {
        return columns.stream().map(SqlText::quoted).collect(Collectors.joining(", "));
    }
}
