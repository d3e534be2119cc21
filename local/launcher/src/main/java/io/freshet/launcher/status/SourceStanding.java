package io.freshet.launcher.status;

import io.freshet.events.TableStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a source stands.
 *
 * @param name as the configuration names it
 * @param pipeline the definition that it is read by
 * @param state a state of sources, {@link #STALE} or {@link #UNKNOWN}
 * @param waitsFor what it waits for, or how far long work has come; empty for nothing
 * @param readUpTo up to when it was read completely; empty before the first time
 * @param provenAt when the newest comparison began that found it equal to what is held
 * @param rows how many of its rows are held, in all tables
 * @param aside the tables that are set aside
 */
record SourceStanding(
        String name,
        String pipeline,
        String state,
        String waitsFor,
        Optional<Instant> readUpTo,
        Optional<Instant> provenAt,
        long rows,
        List<TableStatus> aside) {

    /** Nobody has said anything of it for a while. */
    static final String STALE = "stale";

    /** The warehouse does not know it yet. */
    static final String UNKNOWN = "unknown";

    static final String LIVE = "live";

    /** In these it is read, and time alone makes it live. */
    private static final Set<String> WELL = Set.of(LIVE, "catching-up", "resetting");

    /** A source of which the warehouse holds nothing. */
    static SourceStanding unknown(String name, String pipeline, String waitsFor) {
        return new SourceStanding(
                name,
                pipeline,
                UNKNOWN,
                waitsFor,
                Optional.empty(),
                Optional.empty(),
                0,
                List.of());
    }

    /** Whether nobody needs to do anything about it. */
    boolean isWell() {
        return WELL.contains(state)
                && aside.stream().allMatch(table -> WELL.contains(table.state().text()));
    }

    /** Up to when some tables of it were read completely. */
    Optional<Instant> readUpTo(Set<String> tables) {
        Optional<TableStatus> oldest =
                aside(tables).min(Comparator.comparingLong(TableStatus::asOf));
        return oldest.isEmpty()
                ? readUpTo
                : oldest.filter(table -> table.asOf() > 0)
                        .map(table -> Instant.EPOCH.plus(table.asOf(), ChronoUnit.MICROS));
    }

    /** Those of some tables that are set aside. */
    Stream<TableStatus> aside(Set<String> tables) {
        return aside.stream().filter(table -> tables.contains(table.table()));
    }

    /** Whether a poller speaks for it. */
    boolean isPolled() {
        return !state.equals(STALE) && !state.equals(UNKNOWN);
    }
}
