package io.freshet.launcher.status;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a chart stands.
 *
 * @param name its address below {@code /charts}
 * @param state {@code live}, {@code catching-up}: a source behind it is not live; {@code building}:
 *     its tables are not there yet, or another definition's, or are being filled; {@code
 *     not-served}; or {@code refused}
 * @param waitsFor what it waits for; empty for nothing
 * @param readUpTo up to when all sources behind it were read
 * @param provenAt since when all sources behind it are proven equal to what is held
 * @param rows how many rows it is made of; empty where that is not known
 * @param groups how many groups they are in; empty where it has none, or that is not known
 */
record ChartStanding(
        String name,
        String state,
        String waitsFor,
        Optional<Instant> readUpTo,
        Optional<Instant> provenAt,
        OptionalLong rows,
        OptionalLong groups) {

    static final String CATCHING_UP = "catching-up";
    static final String BUILDING = "building";
    static final String NOT_SERVED = "not-served";
    static final String REFUSED = "refused";

    /** Whether nobody needs to do anything about it. */
    boolean isWell() {
        return state.equals(SourceStanding.LIVE) || state.equals(CATCHING_UP);
    }
}
