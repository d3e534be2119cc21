package io.freshet.warehouse.layout;

/** Statements by which pollers share the sources among them, by the warehouse's clock. */
public final class LeaseSql {

    /**
     * Whether poller p has ended, as its session has and it was silent since: the server knows of a
     * process that was killed at once. A session that is cut has time to be replaced, and a server
     * that was started since knows of none.
     */
    private static final String ENDED =
            """
            (p.seen_at < now() - %s * interval '1 millisecond' and p.pid is not null
              and p.seen_at > pg_postmaster_start_time()
              and not exists (select from pg_stat_activity a where a.pid = p.pid))\
            """;

    /**
     * Says that a poller is alive; parameters: its name, for how many milliseconds (double) one
     * that said so is taken to be, and for how many where its session has ended. Answers how many
     * are, this one included.
     */
    public static final String ALIVE =
            """
            with me as (
              insert into freshet.poller (instance, seen_at, pid) values ($1, now(), pg_backend_pid())
              on conflict (instance) do update set seen_at = excluded.seen_at, pid = excluded.pid),
            gone as (delete from freshet.poller where seen_at < now() - interval '1 hour')
            select count(*) + 1 from freshet.poller p
            where p.instance <> $1 and p.seen_at > now() - $2 * interval '1 millisecond'
              and not %s
            """
                    .formatted(ENDED.formatted("$3"));

    /** A poller ends; parameter: its name. */
    public static final String LEAVE = "delete from freshet.poller where instance = $1";

    /** Makes the lease of a new source; parameter: its id. */
    public static final String ADD =
            "insert into freshet.source_lease (source_id) values ($1) on conflict do nothing";

    /**
     * Renews all leases of a poller; parameters: its name, milliseconds (double) that they last.
     * Answers source_id, fence.
     */
    public static final String RENEW =
            """
            update freshet.source_lease set expires_at = now() + $2 * interval '1 millisecond'
            where owner = $1 returning source_id, fence
            """;

    /**
     * Takes free leases; parameters: the poller's name, milliseconds (double) that they last, the
     * sources wanted int[], how many at most, and for how many milliseconds (double) an owner whose
     * session has ended keeps its own. Answers source_id, fence.
     */
    public static final String TAKE =
            """
            update freshet.source_lease
            set owner = $1, expires_at = now() + $2 * interval '1 millisecond'
            where source_id in (
              select l.source_id from freshet.source_lease l
              where l.source_id = any($3) and (l.owner is null or l.expires_at < now()
                or l.owner in (select p.instance from freshet.poller p where %s))
              order by random() limit $4 for update skip locked)
            returning source_id, fence
            """
                    .formatted(ENDED.formatted("$5"));

    /** Gives leases back; parameters: the poller's name, sources int[]. */
    public static final String RELEASE =
            """
            update freshet.source_lease set owner = null, expires_at = '-infinity'
            where owner = $1 and source_id = any($2)
            """;

    /**
     * The fencing token of a new epoch; parameters: the poller's name, the source. Answers fence,
     * or no row where the poller does not own the source. It is above whatever was given or applied
     * before, also where the warehouse was restored from an older state or made anew: the time is
     * part of it.
     */
    public static final String NEXT_FENCE =
            """
            update freshet.source_lease set fence = 1 + greatest(fence,
              (select a.fence from freshet.applied a where a.source_id = $2),
              (extract(epoch from clock_timestamp()) * 1000)::bigint)
            where source_id = $2 and owner = $1 and expires_at > now() returning fence
            """;

    private LeaseSql() {}
}
