package io.freshet.events;

import java.util.Objects;

/**
 * A poller became the owner of a source, or starts over after a failure. Once it is applied, no
 * event of an older epoch is applied any more, and what the warehouse holds of the source stands
 * still until the new owner publishes: the owner waits for that before it reads where to go on.
 */
public record EpochOpened(Position position) implements ChangeEvent {

    public EpochOpened {
        Objects.requireNonNull(position, "position");
        if (position.sequence() != 0) {
            throw new IllegalArgumentException("an epoch opens with sequence 0: " + position);
        }
    }
}
