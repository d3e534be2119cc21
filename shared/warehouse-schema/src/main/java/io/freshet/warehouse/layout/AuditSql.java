package io.freshet.warehouse.layout;

/**
 * Statements about audits that go on now. An audit only reads, so it leaves no row behind that
 * would tell of it: the name of its session does, which every role may see, and which goes with it.
 */
public final class AuditSql {

    /**
     * The audits that go on now; answers source_id, and how much of it is compared, in percent.
     * Where a source is audited twice at once, the one that has come less far.
     */
    public static final String ALL =
            """
            select said[1]::int, min(said[2]::int) from pg_stat_activity,
              regexp_match(application_name, '^freshet audit of source ([0-9]{1,9}): ([0-9]{1,2}) %$') said
            where datname = current_database() and said is not null group by 1
            """;

    /** The same for declared sources; answers pipeline, the source's name, percent. */
    public static final String STANDING =
            "select s.pipeline, s.name, a.percent from freshet.source s join (%s) a (id, percent) on a.id = s.id where s.declared order by s.id"
                    .formatted(ALL);

    private AuditSql() {}

    /**
     * Has a session say that it audits a source; what it says ends with the session, or where it
     * resets its settings.
     *
     * @param source the source's id
     * @param percent how much of it is compared: from 0 to 99
     */
    public static String say(int source, int percent) {
        return "set application_name = 'freshet audit of source %d: %d %%'"
                .formatted(source, percent);
    }
}
