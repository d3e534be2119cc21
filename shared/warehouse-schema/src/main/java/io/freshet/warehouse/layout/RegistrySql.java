package io.freshet.warehouse.layout;

/** Statements about the warehouse itself and the sources registered in it. */
public final class RegistrySql {

    /** This warehouse's id; answers at most one row: id uuid. */
    public static final String INSTALLATION = "select id from freshet.installation limit 1";

    /**
     * The sources that are declared now; answers id, name, pipeline, attributes jsonb,
     * registered_at.
     */
    public static final String DECLARED_SOURCES =
            "select id, name, pipeline, attributes, registered_at from freshet.source"
                    + " where declared";

    /** All sources' names; answers id, name. */
    public static final String SOURCE_NAMES = "select id, name from freshet.source";

    /** One source; parameter: its name. Answers id, pipeline, attributes jsonb, or no row. */
    public static final String FIND_SOURCE =
            "select id, pipeline, attributes from freshet.source where name = $1";

    /**
     * Registers a source that is declared, or gives it another pipeline and attributes; parameters:
     * name, pipeline, attributes jsonb. Answers its id.
     */
    public static final String REGISTER_SOURCE =
            """
            insert into freshet.source (name, pipeline, attributes) values ($1, $2, $3)
            on conflict (name) do update
              set pipeline = excluded.pipeline, attributes = excluded.attributes, declared = true
            returning id
            """;

    /**
     * All sources but these are no longer declared: what is held of them stays, and no chart shows
     * it. Parameter: the names of those that are, text[]. Answers the names of those that no longer
     * are, and were until now.
     */
    public static final String DECLARE_NO_OTHERS =
            "update freshet.source set declared = false where declared and name <> all($1)"
                    + " returning name";

    /**
     * Registers a source where it is not; parameters: name, pipeline, attributes jsonb, declared.
     */
    public static final String ADD_SOURCE =
            "insert into freshet.source (name, pipeline, attributes, declared)"
                    + " values ($1, $2, $3, $4) on conflict (name) do nothing";

    /**
     * Whether sources are registered; parameter: their names text[]. Answers one row: this
     * warehouse's id uuid, and how many of them are registered and have a lease.
     */
    public static final String PRESENCE =
            """
            select (select id from freshet.installation limit 1),
                   (select count(*) from freshet.source s
                    join freshet.source_lease l on l.source_id = s.id where s.name = any($1))
            """;

    /**
     * Which of some tables and indexes exist, and are whole; parameter: their qualified names,
     * text[], quoted where they must be. Answers name.
     */
    public static final String EXISTING_TABLES =
            "select name from unnest($1::text[]) as name where to_regclass(name) is not null"
                    + " and not exists (select from pg_index"
                    + " where indexrelid = to_regclass(name) and not indisvalid)";

    /**
     * Which tables stand under names now; parameter: their qualified names. Answers name and an
     * identity, which is another one once the table was made anew; none where there is no table.
     */
    public static final String TABLE_IDENTITIES =
            "select name, to_regclass(name)::oid::bigint from unnest($1::text[]) as name"
                    + " where to_regclass(name) is not null";

    private RegistrySql() {}
}
