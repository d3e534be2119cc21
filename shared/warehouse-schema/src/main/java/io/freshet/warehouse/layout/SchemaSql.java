package io.freshet.warehouse.layout;

/** Statements about the schemas of sources' tables. */
public final class SchemaSql {

    /**
     * The schema of a table that was recorded last; parameters: source, table. Answers version and
     * columns jsonb, or no row.
     */
    public static final String LATEST =
            """
            select c.version, c.columns from freshet.source_schema c
             join freshet.source s on s.id = c.source_id
             where s.name = $1 and c.table_name = $2 order by c.version desc limit 1""";

    /**
     * Records a schema, unless there is one of that version; parameters: source, table, version,
     * columns jsonb, severity, change. A source that is not registered has none.
     */
    public static final String ADD =
            """
            insert into freshet.source_schema
              (source_id, table_name, version, columns, severity, change)
             select id, $2, $3, $4, $5, $6 from freshet.source where name = $1
             on conflict do nothing""";

    /**
     * The schemas of a source's tables, the latest of each table first; parameters: source, how
     * many versions of a table at the most. Answers table_name, version, seen_at, severity, change,
     * columns jsonb.
     */
    public static final String OF_SOURCE =
            """
            select table_name, version, seen_at, severity, change, columns from (
              select c.*, row_number() over (partition by table_name order by version desc) as nth
               from freshet.source_schema c join freshet.source s on s.id = c.source_id
               where s.name = $1) as numbered
             where nth <= $2 order by table_name, version desc""";

    /**
     * The latest schemas of those tables whose schema has changed; parameter: sources text[].
     * Answers source, table_name, version, seen_at, severity, change.
     */
    public static final String CHANGED =
            """
            select distinct on (s.name, c.table_name)
              s.name, c.table_name, c.version, c.seen_at, c.severity, c.change
             from freshet.source_schema c join freshet.source s on s.id = c.source_id
             where s.name = any($1) and c.severity <> 'first'
             order by s.name, c.table_name, c.version desc""";

    private SchemaSql() {}
}
