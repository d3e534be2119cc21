package io.freshet.warehouse.layout;

/** Statements about the status of sources and how far their tables have been published. */
public final class StatusSql {

    /**
     * Saves a status unless one of a newer epoch is there, or the warehouse was made anew and does
     * not know the source, so that those saved together with it are saved; parameters: source_id,
     * fence, sequence, as_of, state, detail, high_water_mark, lag_rows, pending_gaps, audited_at,
     * differences, and the tables that are set aside as a JSON text. Where as_of or audited_at is
     * null, the earlier one stays.
     */
    public static final String SAVE =
            """
            insert into freshet.source_status as held (source_id, fence, sequence, as_of, state,
              detail, high_water_mark, lag_rows, pending_gaps, audited_at, differences, tables, updated_at)
            select s.id, $2::bigint, $3::bigint, $4::timestamptz, $5::text, $6::text, $7::bigint, $8::bigint,
              $9::bigint, $10::timestamptz, $11::bigint, $12::text::jsonb, now()
            from freshet.source s where s.id = $1
            on conflict (source_id) do update set
              fence = excluded.fence, sequence = excluded.sequence,
              as_of = coalesce(excluded.as_of, held.as_of), state = excluded.state,
              detail = excluded.detail, high_water_mark = excluded.high_water_mark,
              lag_rows = excluded.lag_rows, pending_gaps = excluded.pending_gaps,
              audited_at = coalesce(excluded.audited_at, held.audited_at),
              differences = excluded.differences, tables = excluded.tables, updated_at = excluded.updated_at
            where held.fence <= excluded.fence
            """;

    /**
     * All of them; answers source_id, fence, sequence, as_of, audited_at, state, updated_at, and
     * the tables that are set aside as a JSON text.
     */
    public static final String ALL =
            "select source_id, fence, sequence, as_of, audited_at, state, updated_at, tables::text"
                    + " from freshet.source_status";

    /**
     * How all declared sources stand; answers name, pipeline, state or null, detail or null, as_of,
     * audited_at, updated_at or null, whether published events wait for being applied, rows held,
     * the warehouse's time, and the tables that are set aside as a JSON text, or null.
     */
    public static final String STANDING =
            """
            select s.name, s.pipeline, t.state, t.detail, t.as_of, t.audited_at, t.updated_at,
              coalesce((t.fence, t.sequence) > (a.fence, a.sequence), false),
              coalesce((select sum(r.rows) from freshet.key_range r where r.source_id = s.id), 0)::bigint,
              now(), t.tables::text
            from freshet.source s
            left join freshet.source_status t on t.source_id = s.id
            left join freshet.applied a on a.source_id = s.id
            where s.declared order by s.id
            """;

    /**
     * What was noted at the first sight of a table; parameters: source_id, table_name. Answers
     * first_seen_high, backfilled, or no row.
     */
    public static final String FIRST_SIGHT =
            """
            select first_seen_high, backfilled from freshet.table_mark
            where source_id = $1 and table_name = $2
            """;

    /** Notes the first sight of a table; parameters: source_id, table_name, first_seen_high. */
    public static final String NOTE_FIRST_SIGHT =
            """
            insert into freshet.table_mark (source_id, table_name, first_seen_high)
            values ($1, $2, $3) on conflict do nothing
            """;

    /**
     * Saves a mark; parameters: source_id, table_name, high_water_mark, backfilled, which stays
     * true once it is.
     */
    public static final String SAVE_MARK =
            """
            update freshet.table_mark set high_water_mark = $3,
              backfilled = backfilled or $4, updated_at = now()
            where source_id = $1 and table_name = $2
            """;

    private StatusSql() {}
}
