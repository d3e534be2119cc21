package io.freshet.warehouse.layout;

/** Statements about how far each source's events are applied. */
public final class AppliedSql {

    /** Channel that tells of every transaction that applied something. */
    public static final String CHANNEL = "freshet_applied";

    /** Hears of what is applied. */
    public static final String LISTEN = "listen " + CHANNEL;

    private static final String POSITION = "select a.source_id, a.fence, a.sequence, a.version";
    private static final String NAMED =
            " from unnest($1::int[]) as named (id)"
                    + " join freshet.applied a on a.source_id = named.id";
    private static final String OF_DEFINITION =
            " join freshet.source s on s.id = a.source_id"
                    + " left join freshet.definition d on d.pipeline = s.pipeline";

    /**
     * Some sources; parameter: their ids int[]. Answers source_id, fence, sequence, version; a
     * source of which nothing is applied is absent.
     */
    public static final String OF_SOURCES = POSITION + NAMED;

    /**
     * The same; answers also the revision of the definition that the pipeline's tables were made
     * by, 0 for none.
     */
    public static final String OF_SOURCES_AS_MADE =
            POSITION + ", coalesce(d.revision, 0)" + NAMED + OF_DEFINITION;

    /** All sources that are declared now; answers as {@link #OF_SOURCES_AS_MADE} does. */
    public static final String DECLARED_AS_MADE =
            POSITION
                    + ", coalesce(d.revision, 0) from freshet.applied a"
                    + OF_DEFINITION
                    + " where s.declared";

    /**
     * Locks some sources for this transaction, in an order all share; parameter: their ids int[].
     * Answers source_id, fence, sequence, version, pipeline, and the revision of the definition
     * that the pipeline's tables were made by, null where they were made by none yet.
     */
    public static final String LOCK =
            """
            select a.source_id, a.fence, a.sequence, a.version, s.pipeline, d.revision
            from freshet.applied a join freshet.source s on s.id = a.source_id
            left join freshet.definition d on d.pipeline = s.pipeline
            where a.source_id = any($1) order by a.source_id for update of a
            """;

    /**
     * The sources of a pipeline that are declared, for JDBC; parameter: pipeline. Answers
     * source_id, version.
     */
    public static final String OF_PIPELINE =
            "select a.source_id, a.version from freshet.applied a"
                    + " join freshet.source s on s.id = a.source_id"
                    + " where s.declared and s.pipeline = ?";

    /** Adds sources of which nothing is applied yet; parameter: their ids int[]. */
    public static final String ADD =
            "insert into freshet.applied (source_id) select unnest($1::int[])"
                    + " on conflict (source_id) do nothing";

    /**
     * Records how far sources have come and tells so; parameters: source_id int[], fence bigint[],
     * sequence bigint[], version bigint[], payloads text[] of less than 8,000 bytes each.
     */
    public static final String ADVANCE =
            """
            with advanced as (
             update freshet.applied a set fence = t.fence, sequence = t.sequence,
              version = t.version, applied_at = clock_timestamp()
             from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[])
              as t (source_id, fence, sequence, version)
             where a.source_id = t.source_id)
            select pg_notify('%s', payload) from unnest($5::text[]) as payload"""
                    .formatted(CHANNEL);

    private AppliedSql() {}
}
