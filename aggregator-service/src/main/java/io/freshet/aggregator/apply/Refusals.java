package io.freshet.aggregator.apply;

import io.freshet.events.Position;
import io.freshet.runtime.logging.LogFields;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Says why events are refused: once for each epoch, however many of its events come. Not
 * thread-safe.
 */
final class Refusals {

    private record Epoch(long fence, Admission why) {}

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final Map<String, Epoch> said = new HashMap<>();

    /**
     * Notes what becomes of an event.
     *
     * @return the same; of an event whose epoch was refused, why that was
     */
    Admission note(Position position, Admission admission) {
        if (!admission.isRefused()) {
            return admission;
        }
        Epoch known = said.get(position.source());
        if (known != null && known.fence() == position.fence()) {
            return known.why() == Admission.OTHER_DEFINITION ? known.why() : admission;
        }
        said.put(position.source(), new Epoch(position.fence(), admission));
        LogFields.source(position.source())
                .event(position.fence(), position.sequence())
                .log(
                        () ->
                                LOG.warnf(
                                        "%s; this and what follows of the epoch is refused",
                                        sentence(position, admission)));
        return admission;
    }

    /** Notes that an event is passed over: the warehouse does not know its source, or no longer. */
    void unknown(Position position) {
        Epoch known = said.get(position.source());
        if (known == null || known.fence() != position.fence()) {
            said.put(position.source(), new Epoch(position.fence(), Admission.DUPLICATE));
            LogFields.source(position.source())
                    .event(position.fence(), position.sequence())
                    .log(
                            () ->
                                    LOG.warnf(
                                            "event %d of source %s, epoch %d, and what follows of"
                                                    + " the epoch is passed over: the warehouse"
                                                    + " knows no such source",
                                            position.sequence(),
                                            position.source(),
                                            position.fence()));
        }
    }

    private static String sentence(Position position, Admission admission) {
        String which =
                "event %d of source %s, epoch %d,"
                        .formatted(position.sequence(), position.source(), position.fence());
        return switch (admission) {
            case AFTER_GAP -> which + " came, but not the ones before it: they are lost";
            case UNOPENED -> which + " came, but not the opening of its epoch";
            case OTHER_DEFINITION ->
                    which
                            + " goes by another pipeline definition than this aggregator or the"
                            + " warehouse's tables: run all services with the same definitions";
            default -> throw new IllegalArgumentException(admission + " is no refusal");
        };
    }
}
