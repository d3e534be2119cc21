package io.freshet.pipeline;

import io.freshet.yaml.SectionReader;
import io.freshet.yaml.Yaml;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what a chart is broken down by: a column, a list of columns, or names with columns. */
final class DimensionsReader {

    private static final int MOST = 6;

    private final SectionReader chart;
    private final String key;
    private final SummaryScope scope;
    private final LinkedHashMap<String, Dimension> dimensions = new LinkedHashMap<>();
    private final Map<String, SummaryScope.Named> columns = new HashMap<>();

    DimensionsReader(SectionReader chart, String key, SummaryScope scope) {
        this.chart = chart;
        this.key = key;
        this.scope = scope;
    }

    /** What was read, by the names that it has in the answer. */
    Map<String, Dimension> dimensions() {
        return dimensions;
    }

    /** The column that something of that name is or lies in. */
    SummaryScope.Named columnOf(String name) {
        return columns.get(name);
    }

    void read(Yaml declared) {
        if (declared instanceof Yaml.Text text) {
            add(text.value());
        } else if (declared instanceof Yaml.Items items) {
            for (Yaml item : items.items()) {
                if (!(item instanceof Yaml.Text text)) {
                    throw chart.invalid(key, "must be a list of columns");
                }
                add(text.value());
            }
        } else {
            readNames(chart.within(key, (Yaml.Section) declared));
        }
        if (dimensions.size() > MOST) {
            throw chart.invalid(key, "are %d; name at most %d".formatted(dimensions.size(), MOST));
        }
    }

    private void add(String reference) {
        SummaryScope.Named named = column(reference);
        put(named.column(), named, plain(named));
    }

    private void readNames(SectionReader names) {
        ZoneId zone = zone(names);
        DayOfWeek weekStarts = oneOf(names, "week-starts", DayOfWeek.class);
        Month yearStarts = oneOf(names, "year-starts", Month.class);
        for (String name : names.keys()) {
            SummaryScope.Named named = column(names.text(name));
            Optional<PeriodCalendar.Unit> unit =
                    Arrays.stream(PeriodCalendar.Unit.values())
                            .filter(candidate -> candidate.word().equals(name))
                            .findFirst();
            boolean isTime = Dimension.Period.takes(named.type());
            put(
                    name,
                    named,
                    unit.isPresent() && isTime
                            ? new Dimension.Period(
                                    named.sql(),
                                    named.type(),
                                    new PeriodCalendar(unit.get(), zone, weekStarts, yearStarts))
                            : plain(named));
        }
        names.end();
    }

    private void put(String name, SummaryScope.Named column, Dimension dimension) {
        columns.put(name, column);
        if (dimensions.putIfAbsent(name, dimension) != null) {
            throw chart.invalid(
                    key, name + " is named twice; give names, as in {from: a.city, to: b.city}");
        }
    }

    private Dimension plain(SummaryScope.Named named) {
        if (!Dimension.Plain.takes(named.type())) {
            throw chart.invalid(
                    key,
                    "%s is %s, and equal values of that are written in several ways; group by a text made of it"
                            .formatted(named.column(), named.type().warehouseType()));
        }
        return new Dimension.Plain(named.sql(), named.type());
    }

    private SummaryScope.Named column(String reference) {
        String name = reference.strip();
        int point = name.indexOf('.');
        return scope.column(
                chart, key, point < 0 ? "" : name.substring(0, point), name.substring(point + 1));
    }

    private static ZoneId zone(SectionReader names) {
        String zone = names.text("zone");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw names.invalid(
                    "zone", "%s is no time zone; write one such as Europe/London".formatted(zone));
        }
    }

    private static <E extends Enum<E>> E oneOf(SectionReader names, String key, Class<E> type) {
        String text = names.text(key);
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw names.notAllowed(key, text);
        }
    }
}
