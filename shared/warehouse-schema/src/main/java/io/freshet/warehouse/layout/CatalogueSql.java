package io.freshet.warehouse.layout;

import java.util.List;

/**
 * Statements by which the tables of a pipeline are brought into step with its definition. For JDBC:
 * parameters are question marks, all of them texts.
 */
public final class CatalogueSql {

    /** Keeps everybody from applying anything until the transaction ends. */
    public static final String LOCK_APPLIED = "lock table freshet.applied in exclusive mode";

    /**
     * The tables made for a pipeline, and their derived columns as table.column; parameter:
     * pipeline. Answers object, definition: empty where somebody dropped what it is.
     */
    public static final String ENTRIES =
            """
            select object, case when to_regclass(format('%I.%I', pipeline, object)) is null
               and not exists (select from pg_attribute
                where attrelid = to_regclass(
                 format('%I.%I', pipeline, split_part(object, '.', 1)))
                and attname = split_part(object, '.', 2) and not attisdropped)
              then '' else definition end
            from freshet.catalogue where pipeline = ?""";

    /**
     * The indexes made for joins and charts of rows that are whole; parameter: pipeline. Answers
     * name.
     */
    public static final String INDEXES =
            """
            select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
             where c.relnamespace = to_regnamespace(quote_ident(?)) and i.indisvalid
             and c.relname ~ '^(joined|rows)_[0-9a-f]{8}$'""";

    /** The tables that have an index by version; parameter: pipeline. Answers name. */
    public static final String INDEXED_BY_VERSION =
            """
            select c.relname from pg_class c
             where c.relnamespace = to_regnamespace(quote_ident(?)) and exists (
              select from pg_index i
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
              where i.indrelid = c.oid and a.attname = 'version')""";

    /**
     * Which revision of its definition a pipeline's tables were made by; parameter: pipeline.
     * Answers revision, or no row.
     */
    public static final String REVISION =
            "select revision from freshet.definition where pipeline = ?";

    /** Those of all pipelines; answers pipeline, revision. */
    public static final String REVISIONS = "select pipeline, revision from freshet.definition";

    /** Notes that revision; parameters: pipeline, revision as a text, the definition itself. */
    public static final String SET_REVISION =
            """
            insert into freshet.definition as d (pipeline, revision, text) values (?, ?::bigint, ?)
            on conflict (pipeline) do update
              set revision = excluded.revision, text = excluded.text,
               made_at = case when d.revision = excluded.revision then d.made_at else now() end
              where (d.revision, d.text) is distinct from (excluded.revision, excluded.text)""";

    /**
     * Tells a warehouse that is as it was made from one that is not; for reactive clients.
     * Parameters: pipelines text[], tables text[] and revisions bigint[] of what should be there.
     * Answers the installation's id, and the names of those tables that are not there, null for
     * none; those of a pipeline whose tables another revision made are left out.
     */
    public static final String LOOK =
            """
            select (select id from freshet.installation limit 1),
             (select string_agg(own.pipeline || '.' || own.object, ', ')
              from unnest($1::text[], $2::text[], $3::bigint[])
               as own (pipeline, object, revision)
              left join freshet.definition d on d.pipeline = own.pipeline
              left join freshet.catalogue c
               on c.pipeline = own.pipeline and c.object = own.object
              where coalesce(d.revision = own.revision, true)
               and (c.object is null
                or to_regclass(format('%I.%I', own.pipeline, own.object)) is null))""";

    /** Enters a table; parameters: pipeline, object, kind, definition. */
    public static final String ADD =
            "insert into freshet.catalogue (pipeline, object, kind, definition)"
                    + " values (?, ?, ?, ?)";

    /**
     * The tables of rows made for a pipeline that are there; parameter: pipeline. Answers object.
     */
    public static final String TABLES_OF_ROWS =
            "select object from freshet.catalogue where pipeline = ? and kind = 'rows'"
                    + " and to_regclass(format('%I.%I', pipeline, object)) is not null";

    /** Takes a table out; parameters: pipeline, object. */
    public static final String REMOVE =
            "delete from freshet.catalogue where pipeline = ? and object = ?";

    /**
     * Whether a table carries the mark of {@link #mark}; parameters: pipeline, object. Answers
     * boolean.
     */
    public static final String IS_MARKED =
            "select coalesce(obj_description(to_regclass(format('%I.%I', ?, ?)), 'pg_class')"
                    + " = 'made by Freshet', false)";

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
     * Marks a table as one of Freshet's, which it is also where the catalogue is lost.
     *
     * @param table the table's qualified name
     */
    public static String mark(String table) {
        return "comment on table %s is 'made by Freshet'".formatted(table);
    }

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
