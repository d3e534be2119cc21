package io.freshet.aggregator.bus;

import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.events.Position;
import java.util.Optional;

/** A message that has been read. */
sealed interface Received {

    Delivery delivery();

    /** What is to be applied; empty where there is nothing. */
    default Optional<PreparedChange> change() {
        return Optional.empty();
    }

    /** A message that is to be applied. */
    record Fit(Delivery delivery, PreparedChange content) implements Received {
        @Override
        public Optional<PreparedChange> change() {
            return Optional.of(content);
        }
    }

    /**
     * A message for the dead-letter queue.
     *
     * @param reason why it can never be applied
     * @param position its place in its source's stream, where it tells
     */
    record Unfit(Delivery delivery, String reason, Optional<Position> position)
            implements Received {

        static Unfit of(Delivery delivery, UnfitChangeException unfit) {
            return new Unfit(delivery, unfit.getMessage(), unfit.position());
        }

        /** The message once it is in the dead-letter queue. */
        Received kept() {
            return position.<Received>map(
                            place -> new Fit(delivery, new PreparedChange.Passed(place)))
                    .orElse(new Kept(delivery));
        }
    }

    /** A message that is none of ours. */
    record Refused(Delivery delivery) implements Received {}

    /** A message that is in the dead-letter queue and takes no known place in a stream. */
    record Kept(Delivery delivery) implements Received {}
}
