package io.freshet.pipeline;

import io.freshet.warehouse.layout.FirstRowsSql;
import io.freshet.warehouse.layout.SqlText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a {@link ChartCondition} compares. */
public sealed interface ConditionValue {

    /**
     * The value in SQL.
     *
     * @param rows stands before columns of the rows themselves
     */
    String sql(String rows);

    /**
     * The value as parts of groups are.
     *
     * @param parts a group's
     * @param today the present day
     * @return empty where there is none
     */
    Optional<Object> of(List<Object> parts, LocalDate today);

    /**
     * A column.
     *
     * @param name how statements name it, after what stands for the rows if it is theirs
     * @param base whether it is one of the rows themselves
     * @param place its place among the parts of groups; of no meaning where rows are shown
     */
    record Part(String name, boolean base, int place) implements ConditionValue {

        @Override
        public String sql(String rows) {
            return base ? rows + name : name;
        }

        @Override
        public Optional<Object> of(List<Object> parts, LocalDate today) {
            return Optional.ofNullable(parts.get(place));
        }
    }

    /** A value that was written. */
    record Written(String literal, Object part) implements ConditionValue {

        @Override
        public String sql(String rows) {
            return literal;
        }

        @Override
        public Optional<Object> of(List<Object> parts, LocalDate today) {
            return Optional.of(part);
        }
    }

    /**
     * The present day, or the time at which it or one so many days from it begins.
     *
     * @param days how many days later
     * @param kind as what it is compared: a date, a time or an instant
     * @param zone by the clock of which zone the day begins
     */
    record Day(int days, Dimension.Kind kind, ZoneId zone) implements ConditionValue {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

        @Override
        public String sql(String rows) {
            String day =
                    days == 0
                            ? FirstRowsSql.TODAY
                            : "(%s + %d)".formatted(FirstRowsSql.TODAY, days);
            return switch (kind) {
                case TIME -> day + "::timestamp";
                case INSTANT ->
                        "(%s::timestamp at time zone %s)"
                                .formatted(day, SqlText.literal(zone.getId()));
                default -> day;
            };
        }

        @Override
        public Optional<Object> of(List<Object> parts, LocalDate today) {
            LocalDate day = today.plusDays(days);
            return Optional.of(
                    switch (kind) {
                        case TIME -> TIME.format(day.atStartOfDay());
                        case INSTANT ->
                                TIME.format(
                                        day.atStartOfDay(zone).withZoneSameInstant(ZoneOffset.UTC));
                        default -> day.toString();
                    });
        }
    }
}
