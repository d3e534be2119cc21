package io.freshet.charts.cache;

import io.freshet.charts.rendering.Rendering;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What is served at one moment; never altered.
 *
 * @param renderings the charts, each at its index
 * @param asOf per chart, the instant up to which all its sources are shown, as RFC 3339; empty
 *     where there is none, as a source was never read completely yet
 */
public record Publication(List<Rendering> renderings, List<String> asOf) {

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** What keeps charts from having any answer, each at its index; empty where nothing does. */
    public List<String> states() {
        return renderings.stream().map(Rendering::state).toList();
    }

    /**
     * An instant as RFC 3339.
     *
     * @param millis milliseconds since 1970 UTC, 0 for none
     */
    public static String instant(long millis) {
        return millis == 0 ? "" : RFC_3339.format(Instant.ofEpochMilli(millis));
    }
}
