package io.freshet.pipeline;

import io.freshet.warehouse.layout.SqlText;
import java.util.Locale;

/**
 * One of the things that rows are grouped by. Its value is an element of a JSON array: null where a
 * row has none.
 */
public sealed interface Dimension {

    /** An expression of SQL over the rows that a JSON array prints the same exactly where equal. */
    String ofRow();

    /** The type of the values, as charts and requests have them. */
    Kind kind();

    /** As a text that differs exactly where values would differ. */
    default String canonical() {
        return ofRow();
    }

    /** What the values of a dimension are. */
    enum Kind {
        /** A text. */
        TEXT,
        /** A number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A day, {@code 2026-11-25}. */
        DATE,
        /** A date and time of no zone, {@code 2026-11-25T09:00:00}. */
        TIME,
        /** An instant, held as date and time in UTC. */
        INSTANT;

        /** How the list of charts writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The values of a column.
     *
     * @param sql the column in SQL
     * @param type its type, which is one that can be grouped by
     */
    record Plain(String sql, ColumnType type) implements Dimension {

        // A group is part of an index entry, which must stay small.
        private static final String SHORTENED =
                "case when length(%1$s) > 120 then left(%1$s, 80) || ' … ' || md5(%1$s) else %1$s"
                        + " end";

        /** Whether rows can be grouped by values of a type. */
        static boolean takes(ColumnType type) {
            return !type.warehouseType().matches("interval|jsonb");
        }

        @Override
        public String ofRow() {
            return switch (type.warehouseType()) {
                case "text" -> SHORTENED.formatted(sql);
                // As a JSON array tells 1.0 from 1.00, and an instant depends on who asks.
                case "numeric" -> "trim_scale(%s)".formatted(sql);
                case "timestamptz" -> "(%s at time zone 'UTC')".formatted(sql);
                default -> sql;
            };
        }

        @Override
        public Kind kind() {
            return type.isNumber()
                    ? Kind.NUMBER
                    : switch (type.warehouseType()) {
                        case "boolean" -> Kind.BOOLEAN;
                        case "date" -> Kind.DATE;
                        case "timestamp" -> Kind.TIME;
                        case "timestamptz" -> Kind.INSTANT;
                        default -> Kind.TEXT;
                    };
        }
    }

    /**
     * The period that a time lies in, by its beginning: from days on a date by the clock of the
     * zone; shorter ones an instant, so that an hour that the clock shows twice is two.
     *
     * @param sql the time in SQL
     * @param type date, timestamp or timestamptz
     * @param calendar which periods
     */
    record Period(String sql, ColumnType type, PeriodCalendar calendar) implements Dimension {

        /** Whether values of a type lie in periods. */
        static boolean takes(ColumnType type) {
            return type.warehouseType().matches("date|timestamp|timestamptz");
        }

        private boolean isInstant() {
            return type.warehouseType().equals("timestamptz");
        }

        @Override
        public String ofRow() {
            String zone = SqlText.literal(calendar.zone().getId());
            if (calendar.unit().isShort()) {
                return isInstant()
                        ? "(date_trunc('%s', %s, %s) at time zone 'UTC')"
                                .formatted(calendar.unit().word(), sql, zone)
                        : "date_trunc('%s', %s::timestamp)".formatted(calendar.unit().word(), sql);
            }
            String local =
                    isInstant() ? "(%s at time zone %s)".formatted(sql, zone) : sql + "::timestamp";
            return calendar.beginning(local);
        }

        @Override
        public Kind kind() {
            if (!calendar.unit().isShort()) {
                return Kind.DATE;
            }
            return isInstant() ? Kind.INSTANT : Kind.TIME;
        }
    }
}
