package io.freshet.launcher.status;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
 */
record SourceStanding(
        String name,
        String pipeline,
        String state,
        String waitsFor,
        Optional<Instant> readUpTo,
        Optional<Instant> provenAt,
        long rows) {

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
                name, pipeline, UNKNOWN, waitsFor, Optional.empty(), Optional.empty(), 0);
    }

    /** Whether nobody needs to do anything about it. */
    boolean isWell() {
        return WELL.contains(state);
    }

    /** Whether a poller speaks for it. */
    boolean isPolled() {
        return !state.equals(STALE) && !state.equals(UNKNOWN);
    }
}
