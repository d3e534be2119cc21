package io.freshet.warehouse.layout;

/** Statements by which pollers share the sources among them, by the warehouse's clock. */
public final class LeaseSql {

    /**
     * Says that a poller is alive; parameters: its name, and for how many milliseconds (double) one
     * that said so is taken to be. Answers how many are, this one included.
     */
    public static final String ALIVE =
            """
            with me as (
              insert into freshet.poller (instance, seen_at) values ($1, now())
              on conflict (instance) do update set seen_at = excluded.seen_at),
            gone as (delete from freshet.poller where seen_at < now() - interval '1 hour')
            select count(*) + 1 from freshet.poller
            where instance <> $1 and seen_at > now() - $2 * interval '1 millisecond'
            """;

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
     * sources wanted int[], how many at most. Answers source_id, fence.
     */
    public static final String TAKE =
            """
            update freshet.source_lease
            set owner = $1, expires_at = now() + $2 * interval '1 millisecond'
            where source_id in (
              select source_id from freshet.source_lease
              where source_id = any($3) and (owner is null or expires_at < now())
              order by random() limit $4 for update skip locked)
            returning source_id, fence
            """;

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
