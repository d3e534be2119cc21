package io.freshet.charts.warehouse;

/** The statements that read the warehouse. */
final class WarehouseSql {

    static final String BEGIN = "begin isolation level repeatable read read only";
    static final String COMMIT = "commit";
    static final String LISTEN = "listen freshet_applied";

    /** Whether tables exist; parameter: their qualified names. */
    static final String EXISTING =
            "select name from unnest($1::text[]) as name where to_regclass(name) is not null";

    static final String INSTALLATION = "select id from freshet.installation limit 1";
    static final String SOURCES =
            "select id, name, pipeline, attributes, registered_at from freshet.source";
    static final String STATUSES =
            "select source_id, fence, sequence, as_of, state, updated_at from freshet.source_status";
    static final String APPLIED = "select source_id, fence, sequence, version from freshet.applied";
    static final String APPLIED_OF =
            "select a.source_id, a.fence, a.sequence, a.version from unnest($1::int[]) as named (id)"
                    + " join freshet.applied a on a.source_id = named.id";

    private WarehouseSql() {}

    /**
     * Reads the rows of a summary that changed; parameters: sources, the version last seen of each,
     * and for a windowed table the start of the window.
     *
     * @param everything whether sources that are not named are read whole
     */
    static String changes(SummaryTable<?> table, boolean everything) {
        return ("select %s from freshet.applied a %s join"
                        + " unnest($1::int[], $2::bigint[]) as seen (source_id, version)"
                        + " on seen.source_id = a.source_id"
                        + " join %s s on s.source_id = a.source_id"
                        + " and s.version > coalesce(seen.version, -1)"
                        + " where a.version > coalesce(seen.version, -1)%s")
                .formatted(
                        table.columns(),
                        everything ? "left" : "",
                        table.qualifiedName(),
                        table.windowed() ? " and s.bucket >= $3" : "");
    }
}
