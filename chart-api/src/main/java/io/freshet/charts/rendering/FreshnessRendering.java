package io.freshet.charts.rendering;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.source.SourceAge;
import io.freshet.events.TableStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chart of how fresh each source is. It changes as time passes, so that it is rendered when asked
 * for, though not more often than {@link ChartLimits#AGES_LAST} says.
 */
final class FreshnessRendering implements Rendering {

    private static final long LASTING_MILLIS = ChartLimits.AGES_LAST.toMillis();

    private record Moment(long at, Body body) {
        boolean lastsAt(long now) {
            // also where the clock was set back
            return Math.abs(now - at) < LASTING_MILLIS;
        }
    }

    private final List<SourceAge> ages;
    private final String rowsField;
    private final Clock clock;
    private final int variants;
    private final PresentCodes codes;

    /** By the places of the codes that are shown. */
    private final ConcurrentHashMap<BitSet, Moment> moments = new ConcurrentHashMap<>();

    /**
     * @param ages the sources in their order
     * @param rowsField the name under which the number of a source's rows appears; empty where it
     *     does not
     * @param variants how many different bodies are kept
     */
    FreshnessRendering(List<SourceAge> ages, String rowsField, Clock clock, int variants) {
        this.ages = ages;
        this.rowsField = rowsField;
        this.clock = clock;
        this.variants = variants;
        this.codes = new PresentCodes(ages.stream().map(SourceAge::code).toList());
    }

    @Override
    public Body body(Selection selection) {
        long now = clock.millis();
        BitSet selected = selected(selection);
        Moment moment = moments.get(selected);
        if (moment != null && moment.lastsAt(now)) {
            return moment.body;
        }
        if (moment == null && moments.mappingCount() >= variants) {
            moments.values().removeIf(old -> !old.lastsAt(now));
        }
        if (moment == null && moments.mappingCount() >= variants) {
            return render(selection, now);
        }
        // made once, however many ask for it at once
        return moments.compute(
                        selected,
                        (same, known) ->
                                known != null && known.lastsAt(now)
                                        ? known
                                        : new Moment(now, render(selection, now)))
                .body;
    }

    private BitSet selected(Selection selection) {
        return selection instanceof Selection.Codes chosen ? codes.selected(chosen) : codes.all();
    }

    private Body render(Selection selection, long now) {
        Datasets datasets = new Datasets();
        for (SourceAge age : ages) {
            if (!(selection instanceof Selection.Codes codes)
                    || codes.codes().contains(age.code())) {
                datasets.add(render(age, now));
            }
        }
        return datasets.toBody();
    }

    private byte[] render(SourceAge age, long now) {
        return Json.bytes(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("id", age.label());
                    json.writeFieldName("ageSeconds");
                    json.writeNumber(Json.plain(BigDecimal.valueOf(age.age(now), 3)));
                    json.writeFieldName("provenSeconds");
                    OptionalLong proven = age.provenAge(now);
                    if (proven.isPresent()) {
                        json.writeNumber(Json.plain(BigDecimal.valueOf(proven.getAsLong(), 3)));
                    } else {
                        json.writeNull();
                    }
                    json.writeNumberField("level", age.level(now));
                    if (!rowsField.isEmpty()) {
                        json.writeNumberField(rowsField, age.rows());
                    }
                    json.writeStringField("status", age.status(now));
                    if (!age.progress().isEmpty()) {
                        json.writeStringField("progress", age.progress());
                    }
                    if (!age.tables().isEmpty()) {
                        json.writeArrayFieldStart("tables");
                        for (TableStatus table : age.tables()) {
                            write(json, table, now);
                        }
                        json.writeEndArray();
                    }
                    json.writeEndObject();
                });
    }

    private static void write(JsonGenerator json, TableStatus table, long now) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.table());
        json.writeFieldName("ageSeconds");
        OptionalLong age = SourceAge.age(table, now);
        if (age.isPresent()) {
            json.writeNumber(Json.plain(BigDecimal.valueOf(age.getAsLong(), 3)));
        } else {
            json.writeNull();
        }
        json.writeStringField("status", table.state().text());
        json.writeStringField("detail", table.detail());
        json.writeEndObject();
    }
}
