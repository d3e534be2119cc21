package io.freshet.warehouse.layout;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that reads the first rows of a table, and the indexes that make it read no others.
 *
 * @param pipeline the pipeline that has the table
 * @param table the table's qualified name
 * @param rows those of its rows that count, as they stand after {@code from} before a name
 * @param joins what is joined to these rows, called f; it adds none to them
 * @param cells expressions of what is shown of a row, each of which JSON prints
 * @param order by what rows, called f, are ordered, a whole order
 * @param limit how many are read
 * @param filter which of the rows are read
 * @param classes of each class of rows so many are read as if there were no others
 */
public record FirstRowsSql(
        String pipeline,
        String table,
        String rows,
        String joins,
        String cells,
        String order,
        int limit,
        Filter filter,
        Classes classes) {

    /** What stands for the present day in conditions that depend on it. */
    public static final String TODAY = "$4::date";

    /**
     * Which rows are read.
     *
     * @param lasting a condition on rows, called f, that does not change by itself; empty for none
     * @param passing a condition on rows, called f, and perhaps on what is joined to them; it may
     *     say {@link #TODAY}; empty for none
     * @param joined whether that is about what is joined to them
     * @param moves whether it says {@link #TODAY}
     */
    public record Filter(String lasting, String passing, boolean joined, boolean moves) {

        /** All rows. */
        public static final Filter NONE = new Filter("", "", false, false);
    }

    /**
     * Classes of rows.
     *
     * @param of an expression of a row, called f, that tells which class it is of; empty for none
     * @param most how many there may be; where there are more, only the first rows of all are read
     */
    public record Classes(String of, int most) {

        /** No classes. */
        public static final Classes NONE = new Classes("", 0);
    }

    /**
     * Reads them if they may have changed; parameters: sources int[] and the version last seen of
     * each bigint[], the sources int[] that were declared then, null for the first time; where the
     * filter moves, the day that it is, and the day of the last time, null for the first time.
     * Answers the sources int[] that are declared, whether the rows may have changed, and of each
     * row, in order, what is shown of it as a JSON array text; one row with null in its place for
     * none; where there are classes, whether there are not too many of them.
     *
     * @param everything whether sources that are not named count, too
     */
    public String read(boolean everything) {
        return """
        with%7$s declared as materialized (
         select coalesce(array_agg(id order by id), '{}') as ids
          from freshet.source where declared and pipeline = %1$s),
        moved as materialized (
         select d.ids, d.ids is distinct from $3::int[]%8$s or exists (
          select from freshet.applied a
           %2$s join unnest($1::int[], $2::bigint[]) as seen (source_id, version)
            on seen.source_id = a.source_id
           where a.source_id = any (d.ids) and a.version > coalesce(seen.version, -1)) as moved
         from declared d)%9$s
        select m.ids, m.moved, r.cells%10$s from moved m%11$s left join lateral (
         select jsonb_build_array(%3$s)::text as cells, row_number() over (order by %4$s) as place
         from %5$s f%6$s) r on true
        order by r.place\
        """
                .formatted(
                        SqlText.literal(pipeline),
                        everything ? "left" : "",
                        cells,
                        order,
                        hasClasses() ? ofClasses() : first("m.moved and f.source_id = any (m.ids)"),
                        joins,
                        hasClasses() ? " recursive" : "",
                        filter.moves() ? " or " + TODAY + " is distinct from $5::date" : "",
                        hasClasses() ? classList() : "",
                        hasClasses() ? ", few.few" : "",
                        hasClasses()
                                ? " cross join (select count(c.class) <= %d as few from classes c) few"
                                        .formatted(classes.most())
                                : "");
    }

    private boolean hasClasses() {
        return !classes.of().isEmpty();
    }

    /** The first rows that a condition is true of. */
    private String first(String condition) {
        boolean joined = filter.joined();
        return "(select %s from %s f%s where %s\n  order by %s limit %d)"
                .formatted(
                        joined ? "f.*" : "*",
                        rows,
                        joined ? joins : "",
                        and(condition, filter.lasting(), filter.passing()),
                        order,
                        limit);
    }

    // Each step finds the next class by the index, whatever number of rows there is of each.
    private String classList() {
        String next = "(select %1$s from %2$s f where %3$s order by 1 limit 1)";
        return """
        ,
        classes (source_id, class, place) as (
         select s.id, %s, 1
          from moved m cross join unnest(m.ids) s (id) where m.moved
         union all
         select c.source_id, %s, c.place + 1
          from classes c where c.class is not null and c.place <= %d)\
        """
                .formatted(
                        next.formatted(
                                classes.of(), rows, and("f.source_id = s.id", filter.lasting())),
                        next.formatted(
                                classes.of(),
                                rows,
                                and(
                                        "f.source_id = c.source_id",
                                        classes.of() + " > c.class",
                                        filter.lasting())),
                        classes.most());
    }

    private String ofClasses() {
        return """
        (select f.* from classes c cross join lateral %s f
          where few.few and c.class is not null
         union all
         select f.* from %s f)\
        """
                .formatted(
                        first("f.source_id = c.source_id and %s = c.class".formatted(classes.of())),
                        first("m.moved and not few.few and f.source_id = any (m.ids)"));
    }

    private static String and(String... conditions) {
        return Stream.of(conditions)
                .filter(condition -> !condition.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    /**
     * Makes an index where it is not there.
     *
     * @param name the index, in quotes
     * @param keys what is indexed, as an index of the table has it
     * @param condition which rows count, empty for all
     */
    public String index(String name, String keys, String condition) {
        return "create index if not exists %s on %s (%s)%s"
                .formatted(name, table, keys, condition.isEmpty() ? "" : " where " + condition);
    }
}
