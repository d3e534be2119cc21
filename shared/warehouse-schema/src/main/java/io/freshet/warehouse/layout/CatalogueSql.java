package io.freshet.warehouse.layout;

import java.util.List;

/**
 * Statements by which the tables of a pipeline are brought into step with its definition. For JDBC:
 * parameters are question marks, all of them texts.
 */
public final class CatalogueSql {

    /** Keeps everybody from applying anything until the transaction ends. */
    public static final String LOCK_APPLIED = "lock table freshet.applied in exclusive mode";

    /** The tables made for a pipeline; parameter: pipeline. Answers object, definition. */
    public static final String ENTRIES =
            "select object, definition from freshet.catalogue where pipeline = ?";

    /** Enters a table; parameters: pipeline, object, kind, definition. */
    public static final String ADD =
            "insert into freshet.catalogue (pipeline, object, kind, definition)"
                    + " values (?, ?, ?, ?)";

    /** Takes a table out; parameters: pipeline, object. */
    public static final String REMOVE =
            "delete from freshet.catalogue where pipeline = ? and object = ?";

    /**
     * Sets the sources of a pipeline back, so that they are read from the beginning; parameter:
     * pipeline.
     */
    // The events still under way were read for the old tables: a fence above theirs refuses them.
    // The lease is given a new fence and no owner, so that the poller finds that it lost it, opens
    // the source anew and, with neither marks nor checksums, reads it from the beginning.
    public static final String SET_BACK =
            """
            with raised as (
             update freshet.source_lease l set fence = l.fence + 1, owner = null,
              expires_at = '-infinity'
             from freshet.source s where s.id = l.source_id and s.pipeline = ?
             returning l.source_id, l.fence)
            update freshet.applied a
             set fence = greatest(a.fence, r.fence), sequence = 0, version = a.version + 1
             from raised r where r.source_id = a.source_id""";

    /** Gives the sources of a pipeline a new version; parameter: pipeline. */
    public static final String NEXT_VERSION =
            "update freshet.applied a set version = a.version + 1 from freshet.source s"
                    + " where s.id = a.source_id and s.pipeline = ?";

    private CatalogueSql() {}

    /**
     * Forgets what is known of a table's rows: checksums, quarantine and marks; parameters of each:
     * pipeline, table.
     */
    public static List<String> forget() {
        return List.of(
                forget(FreshetTables.KEY_RANGE),
                forget(FreshetTables.QUARANTINE),
                forget(FreshetTables.TABLE_MARK));
    }

    private static String forget(String what) {
        return ("delete from %s t using freshet.source s where s.id = t.source_id"
                        + " and s.pipeline = ? and t.table_name = ?")
                .formatted(what);
    }
}
