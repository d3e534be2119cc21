package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;

/**
 * A change event as it crosses the bus.
 *
 * @param position where the event stands in its source's stream
 * @param kind the word for its kind
 * @param opening whether it opens an epoch
 * @param body the encoded event; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedChange(Position position, String kind, boolean opening, byte[] body) {

    /** An event, encoded. */
    public static EncodedChange of(ChangeEvent event) {
        return new EncodedChange(
                event.position(),
                ChangeEventCodec.kindOf(event),
                event instanceof EpochOpened,
                ChangeEventCodec.encode(event));
    }
}
