package io.freshet.warehouse.layout;

/**
 * Statements by which a chart whose definition changed is answered as it was until what the new one
 * needs is there: {@code freshet.former_chart} has a line for each such chart. Its former summaries
 * stay as they were, in tables with names of their own. For JDBC where nothing else is said.
 */
public final class FormerSql {

    /** The kind that such a table has in the catalogue. */
    public static final String KIND = "former";

    private static final String NAME = "former ";

    /**
     * The definition that made a pipeline's tables; parameters: pipeline, and its revision as a
     * text. Answers it, or null where it was not noted, or no row.
     */
    public static final String DEFINITION =
            "select text from freshet.definition where pipeline = ? and revision = ?::bigint";

    /**
     * Keeps a chart; parameters: pipeline, chart, definition, the names of its tables and of the
     * summaries that it waits for, each as a JSON array, and whether rows are read again as a text.
     */
    public static final String KEEP =
            """
            insert into freshet.former_chart as f
             (pipeline, chart, definition, tables, waits_for, proven_after, as_of)
            select n.pipeline, n.chart, n.definition,
             array(select jsonb_array_elements_text(n.tables)),
             array(select jsonb_array_elements_text(n.waits_for)),
             case when n.read_again then now() end,
             (select case when count(*) = count(t.as_of) then min(t.as_of) end
              from freshet.source s left join freshet.source_status t on t.source_id = s.id
              where s.declared and s.pipeline = n.pipeline)
            from (values (?, ?, ?, ?::jsonb, ?::jsonb, ?::boolean))
             as n (pipeline, chart, definition, tables, waits_for, read_again)
            on conflict (pipeline, chart) do update set definition = excluded.definition,
             tables = excluded.tables, waits_for = excluded.waits_for,
             proven_after = excluded.proven_after, as_of = excluded.as_of""";

    /**
     * Has a chart that is kept already wait for something else; parameters: whether rows are read
     * again as a text, the names of summaries as a JSON array, pipeline, chart. Changes no row
     * where it is not kept.
     */
    public static final String WAIT =
            """
            update freshet.former_chart set
             proven_after = case when ?::boolean then now() else proven_after end,
             waits_for = array(select jsonb_array_elements_text(?::jsonb))
            where pipeline = ? and chart = ?""";

    /**
     * Lets charts go that there are no more; parameters: pipeline, and the names of those that
     * there are as a JSON array.
     */
    public static final String KEEP_NO_OTHERS =
            "delete from freshet.former_chart where pipeline = ?"
                    + " and chart not in (select jsonb_array_elements_text(?::jsonb))";

    /** Lets charts of rows go, which are read from tables that change; parameter: pipeline. */
    public static final String LET_ROWS_GO =
            "delete from freshet.former_chart where pipeline = ? and exists ("
                    + "select from unnest(tables) t where t ~ '^rows_[0-9a-f]{8}$')";

    /**
     * Lets charts go that wait for nothing any more; parameter: pipeline. Answers the names of
     * charts.
     */
    public static final String LET_GO =
            """
            delete from freshet.former_chart f where f.pipeline = ?
             and not exists (select from freshet.building b
              where b.pipeline = f.pipeline and b.object = any (f.waits_for))
             and (f.proven_after is null or not exists (
              select from freshet.source s
              left join freshet.source_status t on t.source_id = s.id
              where s.declared and s.pipeline = f.pipeline
               and (t.audited_at is null or t.audited_at <= f.proven_after)))
            returning f.chart""";

    /**
     * Whether a definition made a pipeline's tables; parameters: pipeline, its revision and its
     * text. Answers a row where it did.
     */
    public static final String IS_MADE_BY =
            "select 1 from freshet.definition where pipeline = ? and revision = ? and text = ?";

    /** The tables that no chart needs any more; parameter: pipeline. Answers object. */
    public static final String LEFT_BEHIND =
            """
            select c.object from freshet.catalogue c where c.pipeline = ? and c.kind = 'former'
             and not exists (select from freshet.former_chart f
              where f.pipeline = c.pipeline and c.object = any (f.tables))""";

    /** The tables and indexes that charts need; parameter: pipeline. Answers object. */
    public static final String NEEDED =
            "select distinct unnest(tables) from freshet.former_chart where pipeline = ?";

    /** Those that are being filled; parameters: pipeline, object. Answers whether it is. */
    public static final String IS_BUILDING =
            "select exists (select from freshet.building where pipeline = ? and object = ?)";

    /**
     * All that are kept, for reactive clients. Answers pipeline, chart, the definition's checksum,
     * the definition itself for the first chart that has it, and up to when all sources had been
     * read, or null.
     */
    public static final String ALL =
            """
            select pipeline, chart, md5(definition),
             case when row_number() over (partition by md5(definition) order by pipeline, chart) = 1
              then definition end, as_of
            from freshet.former_chart order by pipeline, chart""";

    private FormerSql() {}

    /**
     * The table in which a summary stays as it was; no definition can name one so.
     *
     * @param canonical what it holds
     */
    public static String table(String summary, String canonical) {
        return ShortName.of(NAME + ShortName.checksum(canonical) + " " + summary);
    }

    /** Whether a table is one of these. */
    public static boolean isFormer(String table) {
        return table.startsWith(NAME);
    }

    /** Gives a table another name; both qualified but the new one. */
    public static String rename(String table, String name) {
        return "alter table %s rename to %s".formatted(table, SqlText.quoted(name));
    }

    /** Copies a table; both qualified. */
    public static String copy(String table, String to) {
        return "create table %s as table %s".formatted(to, table);
    }
}
