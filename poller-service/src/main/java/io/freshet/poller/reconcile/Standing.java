package io.freshet.poller.reconcile;

import io.freshet.events.KeyRange;
import java.util.Optional;

/**
 * How the reconciliation of a table stands.
 *
 * @param provenAt when the newest pass that proved all equal began, microseconds since 1970 UTC, or
 *     0
 * @param promisedMillis within how many milliseconds of that the next proof is promised, by what
 *     passes cost the source and the share of its time that they may take
 * @param diverging a key, or a range of keys, that could not be repaired in several attempts
 * @param resetting whether the table was truncated, rewritten or recreated and that is not yet
 *     taken in
 */
public record Standing(
        long provenAt, long promisedMillis, Optional<KeyRange> diverging, boolean resetting) {}
