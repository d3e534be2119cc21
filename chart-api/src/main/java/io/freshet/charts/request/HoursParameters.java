package io.freshet.charts.request;

import io.freshet.charts.settings.ChartLimits;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Parameters of a chart over time: how many hours, and by the clock of which zone. */
public final class HoursParameters extends RequestReader {

    /** How many hours are shown where the request does not say. */
    public static final int DEFAULT_HOURS = 24;

    /** How many hours can be shown. */
    public static final int MOST_HOURS = ChartLimits.HOURS;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");
    private static final List<Parameter> PARAMETERS =
            List.of(
                    new Parameter(
                            "hours",
                            "hours",
                            "How many hours, the running one included: 1 to 168, by default 24. Over"
                                    + " 24, x says the date as well.",
                            "48"),
                    new Parameter(
                            "zone",
                            "zone",
                            "Time zone by whose clock hours are full, as in the tz database.",
                            "Europe/London"));

    private final Selection.Hours byDefault;
    private final int bucketSeconds;
    private final Clock clock;

    /**
     * @param zone the zone where the request names none
     * @param bucketMinutes how finely the data tells times apart
     */
    public HoursParameters(ZoneId zone, int bucketMinutes, Clock clock) {
        this.byDefault = new Selection.Hours(DEFAULT_HOURS, zone);
        this.bucketSeconds = bucketMinutes * 60;
        this.clock = clock;
    }

    /** What a request without parameters asks for. */
    public Selection.Hours byDefault() {
        return byDefault;
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    Selection select(Map<String, String> given) throws BadParameterException {
        int hours = given.containsKey("hours") ? hours(given.get("hours")) : DEFAULT_HOURS;
        ZoneId zone = given.containsKey("zone") ? zone(given.get("zone")) : byDefault.zone();
        Selection.Hours selection = new Selection.Hours(hours, zone);
        return selection.equals(byDefault) ? Selection.ALL : selection;
    }

    private static int hours(String text) throws BadParameterException {
        if (NUMBER.matcher(text).matches() && Integer.parseInt(text) <= MOST_HOURS) {
            return Integer.parseInt(text);
        }
        throw new BadParameterException(
                "hours",
                "must be a whole number from 1 to %d, not \"%s\""
                        .formatted(MOST_HOURS, QueryString.shown(text)));
    }

    private ZoneId zone(String text) throws BadParameterException {
        ZoneId zone;
        try {
            zone = ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadParameterException(
                    "zone",
                    "\"%s\" is no time zone; write one such as Europe/London or UTC"
                            .formatted(QueryString.shown(text)));
        }
        int offset = zone.getRules().getOffset(clock.instant()).getTotalSeconds();
        if (offset % bucketSeconds != 0) {
            throw new BadParameterException(
                    "zone",
                    "%s is %d s from UTC, but times are kept to the %d s only"
                            .formatted(zone, offset, bucketSeconds));
        }
        return zone;
    }
}
