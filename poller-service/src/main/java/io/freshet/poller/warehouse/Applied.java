package io.freshet.poller.warehouse;

/**
 * How far a source's events are applied.
 *
 * @param fence epoch of the newest event applied
 * @param sequence its number within the epoch
 */
public record Applied(long fence, long sequence) {

    /** Nothing is applied. */
    public static final Applied NOTHING = new Applied(0, 0);
}
