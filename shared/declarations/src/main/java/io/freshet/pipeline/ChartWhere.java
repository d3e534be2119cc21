package io.freshet.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * Which rows a chart shows or counts.
 *
 * @param condition what must be true of them
 * @param zone by the clock of which zone the present day begins
 */
public record ChartWhere(ChartCondition condition, ZoneId zone) {

    /** The day that it is. */
    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /** Whether the clock alone may change what it says. */
    public boolean moves() {
        return condition.moves();
    }

    /**
     * Whether a group of a summary counts.
     *
     * @param parts the group's parts
     * @param today see {@link #today}
     * @param order of parts
     */
    public boolean counts(List<Object> parts, LocalDate today, Comparator<Object> order) {
        return condition.holds(parts, today, order).orElse(false);
    }
}
