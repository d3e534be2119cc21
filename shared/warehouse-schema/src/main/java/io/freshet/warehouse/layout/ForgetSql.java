package io.freshet.warehouse.layout;

/**
 * Statements that remove for good what is held of a source; for one transaction, in the order in
 * which they stand here. Whoever applies events locks the source's row in {@code applied} first, so
 * nothing of it can be added meanwhile.
 */
public final class ForgetSql {

    /**
     * The source, locked until the transaction ends; parameter: its name. Answers id, declared, or
     * no row.
     */
    public static final String FIND =
            "select id, declared from freshet.source where name = $1 for update";

    /** Waits for what is being applied, and holds off more; parameter: source_id. */
    public static final String HOLD_OFF =
            "select version from freshet.applied where source_id = $1 for update";

    /**
     * The tables of all pipelines that there are, but star tables, which are nobody's; answers
     * pipeline, object, and whether it is one of rows.
     */
    public static final String TABLES =
            "select pipeline, object, kind = 'rows' from freshet.catalogue"
                    + " where kind <> 'star'"
                    + " and to_regclass(format('%I.%I', pipeline, object)) is not null"
                    + " order by pipeline, object";

    /** The registration, and with it all else in Freshet's own schema; parameter: source_id. */
    public static final String SOURCE = "delete from freshet.source where id = $1";

    /** The sources that are no longer declared; answers name. */
    public static final String UNDECLARED =
            "select name from freshet.source where not declared order by name";

    private ForgetSql() {}

    /**
     * What a table holds of a source; parameter: source_id.
     *
     * @param pipeline the pipeline, which is also the table's schema
     * @param table the table's name
     */
    public static String rows(String pipeline, String table) {
        return "delete from %s where source_id = $1".formatted(SqlText.qualified(pipeline, table));
    }
}
