package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.GroupFigures;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A chart over time, as at one moment: the hours roll on by rendering it again. */
final class SeriesRendering implements Rendering {

    private final String id;
    private final long now;
    private final long[] starts;
    private final long[] rows;
    private final Body byDefault;
    private final Variants<Selection.Hours> variants;

    /**
     * @param id name of the line
     * @param now the moment, seconds since 1970 UTC
     * @param buckets figures by the start of their bucket, seconds since 1970 UTC
     * @param byDefault what a request without parameters asks for
     * @param variants how many other bodies are kept
     */
    SeriesRendering(
            String id,
            long now,
            SortedMap<Long, GroupFigures> buckets,
            Selection.Hours byDefault,
            int variants) {
        this.id = id;
        this.now = now;
        starts = new long[buckets.size()];
        rows = new long[buckets.size()];
        int i = 0;
        for (Map.Entry<Long, GroupFigures> bucket : buckets.entrySet()) {
            starts[i] = bucket.getKey();
            rows[i] = bucket.getValue().rows();
            i++;
        }
        this.byDefault = render(byDefault);
        this.variants = new Variants<>(variants);
    }

    @Override
    public Body body(Selection selection) {
        if (selection instanceof Selection.Hours hours) {
            Selection.Hours alike = new Selection.Hours(hours.hours(), clockOf(hours));
            return variants.get(alike, () -> render(alike));
        }
        return byDefault;
    }

    /** The same clock for all zones whose clocks show the same during these hours. */
    private ZoneId clockOf(Selection.Hours selection) {
        ZoneRules rules = selection.zone().getRules();
        Instant from = Instant.ofEpochSecond(now).minus(selection.hours() + 1, ChronoUnit.HOURS);
        Instant to = Instant.ofEpochSecond(now).plus(1, ChronoUnit.HOURS);
        ZoneOffsetTransition change = rules.nextTransition(from);
        return change == null || change.getInstant().isAfter(to)
                ? rules.getOffset(from)
                : selection.zone();
    }

    private Body render(Selection.Hours selection) {
        HourAxis axis = new HourAxis(now, selection.hours(), selection.zone());
        long[] sums = new long[selection.hours()];
        for (int i = 0; i < starts.length; i++) {
            int hour = axis.indexOf(starts[i]);
            if (hour >= 0 && hour < sums.length) {
                sums[hour] += rows[i];
            }
        }
        List<String> labels = axis.labels();
        Datasets datasets = new Datasets();
        datasets.add(
                Json.bytes(
                        json -> {
                            json.writeStartObject();
                            json.writeStringField("id", id);
                            json.writeArrayFieldStart("data");
                            for (int hour = 0; hour < sums.length; hour++) {
                                json.writeStartObject();
                                json.writeStringField("x", labels.get(hour));
                                json.writeNumberField("y", sums[hour]);
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                            json.writeEndObject();
                        }));
        return datasets.toBody();
    }
}
