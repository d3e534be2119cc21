package io.freshet.charts.rendering;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The last hours by the clock of a zone, the running hour last. Every step is one real hour. Where
 * a change of the clocks would give two of them the same label, both also say their offset from
 * UTC.
 */
final class HourAxis {

    private static final int HOUR = 3_600;
    private static final int HOURS_OF_ONE_DAY = 24;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private final long first;
    private final int hours;
    private final ZoneId zone;

    /**
     * @param now seconds since 1970 UTC
     */
    HourAxis(long now, int hours, ZoneId zone) {
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(now)).getTotalSeconds();
        long running = now - Math.floorMod(now + offset, HOUR);
        this.first = running - (hours - 1L) * HOUR;
        this.hours = hours;
        this.zone = zone;
    }

    /** The place of the hour that a moment is in; outside 0 to hours - 1 where it is in none. */
    int indexOf(long epochSecond) {
        return (int) Math.max(-1, Math.min(hours, Math.floorDiv(epochSecond - first, (long) HOUR)));
    }

    List<String> labels() {
        DateTimeFormatter format = hours > HOURS_OF_ONE_DAY ? DATE_AND_TIME : TIME;
        List<ZonedDateTime> starts = new ArrayList<>(hours);
        Map<String, Integer> uses = new HashMap<>();
        for (int i = 0; i < hours; i++) {
            ZonedDateTime start = Instant.ofEpochSecond(first + (long) i * HOUR).atZone(zone);
            starts.add(start);
            uses.merge(format.format(start), 1, Integer::sum);
        }
        return starts.stream()
                .map(
                        start -> {
                            String label = format.format(start);
                            return uses.get(label) == 1 ? label : label + OFFSET.format(start);
                        })
                .toList();
    }
}
