package io.freshet.warehouse.layout;

/**
 * Statements by which summaries are filled from the rows held while changes go on being applied:
 * {@code freshet.building} has a line for each summary and source that is not filled yet. Meanwhile
 * the summary holds what changed since its filling began. Whoever changes a line has locked the
 * source's row of {@code freshet.applied} before.
 */
public final class BuildingSql {

    /**
     * Notes that a summary is to be filled for all sources of its pipeline; for JDBC. Parameters:
     * object, pipeline.
     */
    public static final String ADD =
            """
            insert into freshet.building as b (pipeline, object, source_id)
             select s.pipeline, ?, s.id from freshet.source s
             join freshet.applied a on a.source_id = s.id where s.pipeline = ?
            on conflict (pipeline, object, source_id) do update set attempt = default""";

    /** Takes a summary out; for JDBC. Parameters: pipeline, object. */
    public static final String REMOVE =
            "delete from freshet.building where pipeline = ? and object = ?";

    /**
     * What is to be filled next of a pipeline whose tables a revision of its definition made; for
     * JDBC. Parameters: pipeline, revision. Answers object, source id, source name, how many
     * sources this summary lacks, and how many lines there are in all.
     */
    public static final String NEXT =
            """
            select b.object, b.source_id, s.name, count(*) over (partition by b.object),
             count(*) over ()
            from freshet.building b join freshet.source s on s.id = b.source_id
            join freshet.definition d on d.pipeline = b.pipeline
            where b.pipeline = ? and d.revision = ? order by b.object, b.source_id limit 1""";

    /** Keeps a source's changes from being applied; for JDBC. Parameter: source. */
    public static final String LOCK =
            "select version from freshet.applied where source_id = ? for update";

    /**
     * Begins to fill one; what was begun before is void. For JDBC. Parameters: pipeline, object,
     * source. Answers the attempt, or no row where it is not to be filled any more.
     */
    public static final String BEGIN =
            "update freshet.building set attempt = default"
                    + " where pipeline = ? and object = ? and source_id = ? returning attempt";

    /** What others see of the rows now; for JDBC. Answers a snapshot's name. */
    public static final String SNAPSHOT = "select pg_export_snapshot()";

    /**
     * Ends an attempt; for JDBC. Parameters: pipeline, object, source, attempt. Changes no row
     * where it is void.
     */
    public static final String END =
            "delete from freshet.building"
                    + " where pipeline = ? and object = ? and source_id = ? and attempt = ?";

    /** Gives a source its next version; for JDBC. Parameter: source. Answers it. */
    public static final String ADVANCE =
            "update freshet.applied set version = version + 1 where source_id = ?"
                    + " returning version";

    /** What attempts that failed left behind; for JDBC. Parameter: pipeline. Answers table. */
    public static final String LEFT_BEHIND =
            "select tablename from pg_tables where schemaname = ? and tablename like 'being built %'";

    /**
     * Makes all that was begun of a source void; parameters: source int, version bigint, which does
     * not matter. For what sets summaries of a source to a state instead of adding to them.
     */
    public static final String RESTART =
            "update freshet.building set attempt = default"
                    + " where source_id = $1 and $2::bigint is not null";

    /** All that is being filled; answers pipeline, object, how many sources it lacks. */
    public static final String ALL =
            "select b.pipeline, b.object, count(*) from freshet.building b"
                    + " join freshet.source s on s.id = b.source_id and s.declared group by 1, 2";

    /** The same, source by source; answers pipeline || '.' || object, source id. */
    public static final String BY_SOURCE =
            "select pipeline || '.' || object, source_id from freshet.building";

    private BuildingSql() {}

    /** The table in which an attempt puts its results together; no definition can name one so. */
    public static String aside(String pipeline, long attempt) {
        return SqlText.qualified(pipeline, "being built " + attempt);
    }

    /** Whether a table has more rows than that; answers boolean. */
    public static String isLarger(String table, long rows) {
        return "select exists (select from %s offset %d)".formatted(table, rows);
    }
}
