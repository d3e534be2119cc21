package io.freshet.charts.source;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.events.SourceState;
import io.freshet.events.TableStatus;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a source stands at one moment; what it says depends on when it is asked. Times are
 * milliseconds since 1970 UTC.
 *
 * @param code the source's attribute that filters select by
 * @param label the name under which the source is shown
 * @param rows how many of its rows the charts show
 * @param asOf up to when the charts show all that it held; 0 before the first complete read
 * @param provenAt when the newest complete comparison began that found source and warehouse equal;
 *     0 before the first
 * @param registeredAt when it was first heard of
 * @param heardAt when a poller last said how it stands
 * @param state what that poller said
 * @param progress how far a first read has come, as that poller said, or how much of changed charts
 *     is to be made of its rows, and how far an audit has come; empty where none goes on
 * @param tables the tables that are set aside, as that poller said
 */
public record SourceAge(
        String code,
        String label,
        long rows,
        long asOf,
        long provenAt,
        long registeredAt,
        long heardAt,
        SourceState state,
        String progress,
        List<TableStatus> tables) {

    private static final long SILENT_AFTER = ChartLimits.SILENCE_OF_SOURCE.toMillis();
    private static final String STALE = "stale";

    /** The same where no first read goes on, and no table is set aside. */
    public SourceAge(
            String code,
            String label,
            long rows,
            long asOf,
            long provenAt,
            long registeredAt,
            long heardAt,
            SourceState state) {
        this(code, label, rows, asOf, provenAt, registeredAt, heardAt, state, "", List.of());
    }

    /** How old what the charts show of a table is that is set aside: empty where not known. */
    public static OptionalLong age(TableStatus table, long now) {
        return table.asOf() > 0
                ? OptionalLong.of(Math.max(0, now - table.asOf() / 1_000))
                : OptionalLong.empty();
    }

    /** How old what the charts show of it is: milliseconds, at least 0. */
    public long age(long now) {
        return Math.max(0, now - (asOf > 0 ? asOf : registeredAt));
    }

    /**
     * How long ago it was last proven equal to what is held of it: milliseconds, at least 0; empty
     * before the first time.
     */
    public OptionalLong provenAge(long now) {
        return provenAt > 0 ? OptionalLong.of(Math.max(0, now - provenAt)) : OptionalLong.empty();
    }

    /**
     * Which level of freshness it meets: 3 under a second, 2 under a minute, 1 under an hour, 0
     * none.
     */
    public int level(long now) {
        long age = age(now);
        if (asOf == 0 || age >= 3_600_000) {
            return 0;
        }
        if (age >= 60_000) {
            return 1;
        }
        return age >= 1_000 ? 2 : 3;
    }

    /**
     * What its tailing is doing, in a word; {@code stale} where no poller has said so for long, or
     * where it is called live and yet nothing new of it arrives here.
     */
    public String status(long now) {
        boolean silent = now - heardAt > SILENT_AFTER;
        boolean live = state == SourceState.LIVE;
        return silent || (live && age(now) > SILENT_AFTER) ? STALE : state.text();
    }
}
