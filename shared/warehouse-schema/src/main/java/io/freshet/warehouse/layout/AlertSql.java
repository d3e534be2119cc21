package io.freshet.warehouse.layout;

/** Statements about alerts: what there is to tell, and what was told. */
public final class AlertSql {

    /**
     * What is so now and may be worth an alert; parameter: seconds after which a source is stale.
     * Answers kind, subject, detail. Values of rows are in none of them.
     */
    // What a drifted source is said to lack is names of tables and columns; what else statuses say
    // may quote values, and is for operators only.
    public static final String CONDITIONS =
            """
            with told as (
             select s.name, s.registered_at, t.state, t.detail, t.as_of, t.updated_at, t.tables
              from freshet.source s left join freshet.source_status t on t.source_id = s.id
              where s.declared)
            select 'drift', name,
              case state when 'drifted' then detail
               else 'a range of keys differs from what is held however often it is read; see /poller/sources' end
             from told where state in ('drifted', 'diverging')
            union all
            select 'drift', format('%s table %s', name, a."table"), a.detail
             from told cross join lateral jsonb_to_recordset(tables)
              as a ("table" text, state text, detail text)
             where a.state <> 'catching-up'
            union all
            select 'stale-source', name,
              case when updated_at is null or updated_at < now() - make_interval(secs => $1)
                then 'no poller tells of it' else 'it is ' || state end
              || case when as_of is null then '; it was never read completely'
                else '; it was read completely at '
                 || to_char(as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end
             from told
             where state is distinct from 'drifted'
              and (coalesce(updated_at, registered_at) < now() - make_interval(secs => $1)
               or coalesce(as_of, case when state not in ('catching-up', 'resetting')
                 then registered_at end) < now() - make_interval(secs => $1))
            union all
            select 'completion', s.name, 'all of its tables are read from the beginning'
             from freshet.source s join freshet.table_mark m on m.source_id = s.id
             where s.declared group by s.name having bool_and(m.backfilled)
            union all
            select 'schema-change', format('%s table %s, version %s', s.name, c.table_name, c.version),
              format('%s: %s; see /aggregator/schemas', c.severity, c.change)
             from freshet.source_schema c join freshet.source s on s.id = c.source_id
             where s.declared and c.severity in ('attention', 'breaking')
              and c.seen_at > now() - interval '1 day'""";

    /**
     * Takes or keeps the right to send by a way; parameters: way, owner, seconds. Answers seconds
     * since a message was last tried, or no row where another has the right.
     */
    public static final String LEASE =
            """
            insert into freshet.alert_sender as held (way, owner, expires_at)
             values ($1, $2, now() + make_interval(secs => $3))
             on conflict (way) do update
              set owner = excluded.owner, expires_at = excluded.expires_at
              where held.owner = excluded.owner or held.expires_at < now()
             returning coalesce(extract(epoch from now()
              - nullif(tried_at, '-infinity')), 1e9)::float8""";

    /** Notes that a message is tried now; parameter: way. */
    public static final String TRIED =
            "update freshet.alert_sender set tried_at = now() where way = $1";

    /**
     * What was told by a way; parameter: way. Answers kind, subject, detail, present, since, told,
     * window_at, messages.
     */
    public static final String TOLD =
            "select kind, subject, detail, present, since, told, window_at, messages"
                    + " from freshet.alert where way = $1 order by kind, subject";

    /**
     * Puts other entries in the place of all of a way; parameters: way, and arrays as {@link #TOLD}
     * answers them.
     */
    public static final String REPLACE =
            """
            with wanted as (
             select * from unnest($2::text[], $3::text[], $4::text[], $5::boolean[],
               $6::timestamptz[], $7::boolean[], $8::timestamptz[], $9::int[])
              as w (kind, subject, detail, present, since, told, window_at, messages)),
            gone as (
             delete from freshet.alert a where a.way = $1 and not exists (
              select from wanted w where (w.kind, w.subject) = (a.kind, a.subject)))
            insert into freshet.alert
              (way, kind, subject, detail, present, since, told, window_at, messages)
             select $1, kind, subject, detail, present, since, told, window_at, messages
              from wanted
             on conflict (way, kind, subject) do update set
              detail = excluded.detail, present = excluded.present, since = excluded.since,
              told = excluded.told, window_at = excluded.window_at,
              messages = excluded.messages""";

    private AlertSql() {}
}
