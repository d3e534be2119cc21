package io.freshet.poller.publish;

import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.runtime.tracing.Traced;

/**
 * A change event as it crosses the bus.
 *
 * @param position where the event stands in its source's stream
 * @param kind the word for its kind
 * @param opening whether it opens an epoch
 * @param body the encoded event; not to be written to
 * @param traceParent the span that it is published in, for the header; empty where it is not traced
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedChange(
        Position position, String kind, boolean opening, byte[] body, String traceParent) {

    /** An event, encoded, that is not traced. */
    public static EncodedChange of(ChangeEvent event) {
        return of(event, Traced.NONE);
    }

    /** An event, encoded. */
    static EncodedChange of(ChangeEvent event, Traced publishing) {
        return new EncodedChange(
                event.position(),
                ChangeEventCodec.kindOf(event),
                event instanceof EpochOpened,
                ChangeEventCodec.encode(event),
                publishing.parent());
    }
}
