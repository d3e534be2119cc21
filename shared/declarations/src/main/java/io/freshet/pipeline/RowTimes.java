package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts and periods of times in expressions over rows. */
final class RowTimes {

    private static final Set<String> CLOCK = Set.of("hour", "minute", "second", "epoch");
    private static final Set<String> CALENDAR =
            Set.of("year", "quarter", "month", "week", "day", "dow", "isodow", "isoyear", "doy");

    private final RowScope scope;

    RowTimes(RowScope scope) {
        this.scope = scope;
    }

    /** {@code x at time zone 'Europe/London'}: the clock there at an instant, and back. */
    Operand atZone(Operand time, Operand zone) {
        String literal = SqlText.literal(zoneOf(zone));
        if (time.type().equals(Optional.of(ValueType.TIMESTAMPTZ))) {
            return Operand.of(
                    ValueType.TIMESTAMP, "(%s at time zone %s)".formatted(time.sql(), literal));
        }
        return time.as(ValueType.TIMESTAMP)
                .map(
                        sql ->
                                Operand.of(
                                        ValueType.TIMESTAMPTZ,
                                        "(%s at time zone %s)".formatted(sql, literal)))
                .orElseThrow(
                        () ->
                                scope.invalid(
                                        "asks for the time zone of %s; only an instant or a timestamp has one"
                                                .formatted(time.told())));
    }

    /** {@code date_trunc('month', x)}, and with a zone where x is an instant. */
    Operand truncated(List<Operand> given) {
        String unit =
                given.get(0)
                        .quoted()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(units()::contains)
                        .orElseThrow(
                                () ->
                                        scope.invalid(
                                                "date_trunc takes one of %s in quotes first"
                                                        .formatted(String.join(", ", units()))));
        Operand time = given.get(1);
        if (time.type().equals(Optional.of(ValueType.TIMESTAMPTZ))) {
            if (given.size() < 3) {
                throw scope.invalid(
                        "when the %s of an instant begins depends on a zone; write date_trunc('%s', x, 'Europe/London')"
                                .formatted(unit, unit));
            }
            return Operand.of(
                    ValueType.TIMESTAMPTZ,
                    "date_trunc('%s', %s, %s)"
                            .formatted(unit, time.sql(), SqlText.literal(zoneOf(given.get(2)))));
        }
        boolean date = time.type().equals(Optional.of(ValueType.DATE));
        if (given.size() > 2 || !(date || time.type().equals(Optional.of(ValueType.TIMESTAMP)))) {
            throw scope.invalid(
                    "date_trunc takes a date or a timestamp, or an instant and a zone, not %s"
                            .formatted(
                                    given.stream()
                                            .skip(1)
                                            .map(Operand::told)
                                            .collect(Collectors.joining(" and "))));
        }
        return Operand.of(
                ValueType.TIMESTAMP,
                "date_trunc('%s', %s%s)".formatted(unit, time.sql(), date ? "::timestamp" : ""));
    }

    /** {@code extract(year from x)}. */
    Operand part(String name, Operand time) {
        String part = name.toLowerCase(Locale.ROOT);
        ValueType type = time.type().orElse(ValueType.TEXT);
        boolean zoned = CALENDAR.contains(part) || (CLOCK.contains(part) && !part.equals("epoch"));
        if (type == ValueType.TIMESTAMPTZ && zoned) {
            throw scope.invalid(
                    "the %s of an instant depends on a zone; write extract(%s from x at time zone 'Europe/London')"
                            .formatted(part, part));
        }
        Set<String> parts = new TreeSet<>(partsOf(type));
        if (!parts.contains(part)) {
            throw scope.invalid(
                    parts.isEmpty()
                            ? "%s has no %s; extract takes it from a date or a time"
                                    .formatted(time.told(), part)
                            : "%s has no %s; write one of %s"
                                    .formatted(time.told(), part, String.join(", ", parts)));
        }
        return Operand.of(ValueType.NUMBER, "extract(%s from %s)".formatted(part, time.sql()));
    }

    private static Set<String> partsOf(ValueType type) {
        return switch (type) {
            case DATE -> with(CALENDAR, "epoch");
            case TIMESTAMP -> with(CALENDAR, "hour", "minute", "second", "epoch");
            case TIMESTAMPTZ -> Set.of("epoch");
            case TIME -> CLOCK;
            case INTERVAL -> with(CLOCK, "year", "month", "day");
            default -> Set.of();
        };
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).collect(Collectors.toSet());
    }

    private static List<String> units() {
        return Arrays.stream(PeriodCalendar.Unit.values()).map(PeriodCalendar.Unit::word).toList();
    }

    private String zoneOf(Operand zone) {
        return zone.quoted()
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .orElseThrow(
                        () ->
                                scope.invalid(
                                        "%s is no time zone; write one in quotes, such as 'Europe/London'"
                                                .formatted(zone.quoted().orElse(zone.told()))));
    }
}
