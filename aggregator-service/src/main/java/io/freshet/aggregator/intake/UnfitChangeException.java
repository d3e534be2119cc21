package io.freshet.aggregator.intake;

import io.freshet.events.Position;
import java.util.Optional;

/** An event can never be applied; the text says why, for those who look through dead letters. */
public final class UnfitChangeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Position position;

    public UnfitChangeException(Position position, String reason, Throwable cause) {
        super(reason, cause);
        this.position = position;
    }

    /** Where the event stands in its source's stream; empty where it does not say so readably. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }
}
