package io.freshet.events;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A poller became the owner of a source, or starts over after a failure. Once it is applied, no
 * event of an older epoch is applied any more, and what the warehouse holds of the source stands
 * still until the new owner publishes: the owner waits for that before it reads where to go on.
 *
 * @param position where the event stands in its source's stream; its sequence is 0
 * @param revision stands for the pipeline definition that the epoch's events are to be understood
 *     by: whoever runs another revision of it must not apply them; empty where the poller does not
 *     say
 */
public record EpochOpened(Position position, OptionalLong revision) implements ChangeEvent {

    public EpochOpened {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(revision, "revision");
        if (position.sequence() != 0) {
            throw new IllegalArgumentException("an epoch opens with sequence 0: " + position);
        }
    }

    /** An epoch that does not say by which definition it is to be understood. */
    public EpochOpened(Position position) {
        this(position, OptionalLong.empty());
    }
}
