package io.freshet.warehouse.layout;

/**
 * Statements by which what a changed definition needs is made of the rows held while changes go on
 * being applied: {@code freshet.building} has a line for each thing and source that is not made
 * yet. Meanwhile a summary holds what changed since its filling began. Whoever changes a line of a
 * summary has locked the source's row of {@code freshet.applied} before.
 */
public final class BuildingSql {

    /** What is made, in the order in which it is. */
    public enum Stage {
        /** Columns of rows, by their table, that are worked out of others. */
        DERIVED(0),
        /** An index by which rows are joined. */
        JOIN_INDEX(1),
        /** A summary. */
        SUMMARY(2),
        /** An index by which the rows of a chart are read. */
        ROWS_INDEX(3);

        private final int number;

        Stage(int number) {
            this.number = number;
        }

        /** Its number in the warehouse. */
        public int number() {
            return number;
        }

        /**
         * That of a number.
         *
         * @throws IllegalArgumentException where there is none
         */
        public static Stage of(int number) {
            for (Stage stage : values()) {
                if (stage.number == number) {
                    return stage;
                }
            }
            throw new IllegalArgumentException("no stage has the number " + number);
        }
    }

    /**
     * Notes that something is to be made for all sources of its pipeline; for JDBC. Parameters:
     * object, the stage's number as a text, pipeline.
     */
    public static final String ADD =
            """
            insert into freshet.building as b (pipeline, object, stage, source_id)
             select s.pipeline, ?, ?::smallint, s.id from freshet.source s
             join freshet.applied a on a.source_id = s.id where s.pipeline = ?
            on conflict (pipeline, object, source_id) do update set attempt = default""";

    /** Takes all indexes out; for JDBC. Parameter: pipeline. */
    public static final String REMOVE_INDEXES =
            "delete from freshet.building where pipeline = ? and stage in (1, 3)";

    /** Takes something out; for JDBC. Parameters: pipeline, object. */
    public static final String REMOVE =
            "delete from freshet.building where pipeline = ? and object = ?";

    /**
     * What is to be filled next of a pipeline whose tables a definition made; for JDBC. Parameters:
     * pipeline, the definition's revision and its text. Answers object, source id, source name, how
     * many sources this object lacks, how many lines there are in all, and the stage's number.
     */
    public static final String NEXT =
            """
            select b.object, b.source_id, s.name, count(*) over (partition by b.object),
             count(*) over (), b.stage
            from freshet.building b join freshet.source s on s.id = b.source_id
            join freshet.definition d on d.pipeline = b.pipeline
            where b.pipeline = ? and d.revision = ? and d.text = ?
            order by b.stage, b.object, b.source_id limit 1""";

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

    /** Ends what has no attempts; for JDBC. Parameters: pipeline, object, source. */
    public static final String DONE =
            "delete from freshet.building where pipeline = ? and object = ? and source_id = ?";

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

    /** How many things are to be made of each source; answers source id, count. */
    public static final String TO_GO =
            "select source_id, count(*) from freshet.building group by source_id";

    /** The same, source by source; answers pipeline || '.' || object, source id. */
    public static final String BY_SOURCE =
            "select pipeline || '.' || object, source_id from freshet.building";

    private BuildingSql() {}

    /**
     * The last of the next keys of a source's rows; for JDBC. Parameters: source, the lowest key.
     * Answers it, null for none.
     *
     * @param table the table of rows, qualified
     * @param rows how many keys
     */
    public static String stretch(String table, int rows) {
        return ("select max(row_key) from (select row_key from %s where source_id = ?"
                        + " and row_key >= ? order by row_key limit %d) t")
                .formatted(table, rows);
    }

    /** Writes rows as they are; for JDBC. Parameters: source, the lowest and the highest key. */
    public static String touch(String table) {
        return "update %s set row_key = row_key where source_id = ? and row_key between ? and ?"
                .formatted(table);
    }

    /** Some rows of a table, as a statement says it before a name for them. */
    public static String rows(String table, int source, long lowest, long highest) {
        return "(select * from %s where source_id = %d and row_key between %d and %d)"
                .formatted(table, source, lowest, highest);
    }

    /** The table in which an attempt puts its results together; no definition can name one so. */
    public static String aside(String pipeline, long attempt) {
        return SqlText.qualified(pipeline, "being built " + attempt);
    }

    /** Whether a table has more rows than that; answers boolean. */
    public static String isLarger(String table, long rows) {
        return "select exists (select from %s offset %d)".formatted(table, rows);
    }
}
