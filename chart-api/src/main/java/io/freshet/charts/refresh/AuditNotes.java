package io.freshet.charts.refresh;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.source.Sources;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Notes that audits of sources begin, every few seconds how far they have come, and that they end.
 * Not thread-safe: belongs to the thread that refreshes.
 */
final class AuditNotes {

    private record Seen(String source, long saidAt) {}

    private final Clock clock;
    private final Consumer<String> log;
    private final Map<Integer, Seen> going = new HashMap<>();

    /**
     * @param log told each sentence
     */
    AuditNotes(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    /**
     * Takes which audits go on now.
     *
     * @param percents how much is compared of each source, by their ids
     * @param sources gives their names; what is not declared is passed over
     */
    void take(Map<Integer, Integer> percents, Sources sources) {
        long now = clock.millis();
        percents.forEach(
                (id, percent) -> {
                    if (sources.isRegistered(id)) {
                        take(
                                id,
                                "%s/%s".formatted(sources.pipelineOf(id), sources.nameOf(id)),
                                percent,
                                now);
                    }
                });
        going.entrySet()
                .removeIf(
                        seen -> {
                            boolean ended = !percents.containsKey(seen.getKey());
                            if (ended) {
                                log.accept(
                                        "the audit of " + seen.getValue().source() + " has ended");
                            }
                            return ended;
                        });
    }

    private void take(int id, String source, int percent, long now) {
        Seen before = going.get(id);
        if (before == null) {
            log.accept("an audit of %s goes on, %d %% is compared".formatted(source, percent));
        } else if (now - before.saidAt() >= ChartLimits.AUDIT_NOTES.toMillis()) {
            log.accept("the audit of %s has compared %d %%".formatted(source, percent));
        } else {
            return;
        }
        going.put(id, new Seen(source, now));
    }
}
