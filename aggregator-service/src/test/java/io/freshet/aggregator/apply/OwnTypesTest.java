package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.Position;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every column arrives in the warehouse in its own type, as the source has it. */
class OwnTypesTest {

    private static final List<String> COLUMNS =
            List.of(
                    "small", "whole", "big", "exact", "money", "single", "dbl", "yes", "day",
                    "clock", "local", "instant", "span", "id", "doc", "list");

    private static final String DEFINITION =
            """
            pipeline: sales
            tables:
              things:
                key: key
                missing: NA
                columns: {small: smallint, whole: integer, big: bigint, exact: numeric,
                  money: "numeric(12,2)", single: real, dbl: double precision, yes: boolean,
                  day: date, clock: time, local: timestamp, instant: timestamptz,
                  span: interval, id: uuid, doc: jsonb, list: text}
            """;

    private static final String SOURCE =
            """
            create table source (key bigint, small smallint, whole integer, big bigint,
             exact numeric, money numeric(12,2), single real, dbl double precision, yes boolean,
             day date, clock time, local timestamp, instant timestamptz, span interval, id uuid,
             doc jsonb, list int[]);
            insert into source values
             (1, -32768, 2147483647, -9223372036854775808, 1e18 + 0.01, -0.10, 1e-5, 0.1, true,
              '0044-03-15 BC', '24:00', '294276-01-01'::timestamp - interval '1 year',
              '2026-10-25 01:30+01', '-1 year 2 mons -3 days 04:05:06.7',
              '0B38C4C2-7D4A-4E3C-9F12-0A1B2C3D4E5F', '{"a": [1, "x"]}', '{1,2}'),
             (2, 0, 0, 0, 0, 9999999999.99, 16777216, 1.7976931348623157e308, false,
              'infinity', '00:00:00.000001', '-infinity', 'infinity', '0', null, '7', '{}'),
             (3, null, null, null, null, null, '-0', 5e-324, null, '2024-02-29', null,
              '0001-01-01 00:00:00 BC', '1883-11-18 12:03:58+00', '100:00:00', null, 'null', null);
            """;

    private final ApplyingWarehouse warehouse = new ApplyingWarehouse(DEFINITION);

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void holdsWhatTheSourceHolds() {
        warehouse.run("set timezone = 'UTC'; " + SOURCE);

        List<String> read = new ArrayList<>();
        COLUMNS.forEach(column -> read.add(column + "::text"));
        String printed = String.join(", ", read);
        apply(rows(warehouse.query("select " + printed + " from source order by key")));

        String compared =
                "select %s from %s order by 1"
                        .formatted(
                                "key, small, whole, big, exact, money, single::text::numeric,"
                                        + " dbl::text::numeric, yes, day, clock, local, instant, span,"
                                        + " id, doc, list::text",
                                "source");
        assertThat(
                        warehouse.query(
                                "select row_key, small, whole, big, exact, money, single, dbl, yes,"
                                        + " day, clock, local, instant, span, id, doc, list from"
                                        + " sales.things order by 1"))
                .isEqualTo(warehouse.query(compared));
        assertThat(warehouse.query("select column_name, reason from freshet.quarantine")).isEmpty();
    }

    @Test
    void whatIsNoValueOfItsTypeIsQuarantinedAndHidesNothingElse() {
        apply(
                List.of(
                        row(
                                "32768",
                                "1.0",
                                "x",
                                "1e5",
                                "0.005",
                                "NaN",
                                "Infinity",
                                "maybe",
                                "2026-02-29",
                                "25:00:00",
                                "2026-01-01",
                                "2026-01-01 00:00:00",
                                "soon",
                                "0b38",
                                "{",
                                "{1}"),
                        row(
                                " 7 ",
                                "NA",
                                "",
                                "12",
                                "1.50",
                                "1e2",
                                "-1E-3",
                                "T",
                                "2026-02-28",
                                "23:59:59",
                                "2026-01-01T00:00:00",
                                "2026-01-01 00:00:00Z",
                                "1 day",
                                "0b38c4c2-7d4a-4e3c-9f12-0a1b2c3d4e5f",
                                "{}",
                                "{2}")));

        assertThat(
                        warehouse.query(
                                "select column_name, split_part(reason, ':', 1) from"
                                        + " freshet.quarantine where row_key = 1 order by 1"))
                .containsExactly(
                        "big|not-a-number",
                        "clock|not-of-its-type",
                        "day|not-of-its-type",
                        "dbl|not-finite",
                        "doc|refused-by-warehouse",
                        "exact|not-a-number",
                        "id|not-of-its-type",
                        "instant|not-of-its-type",
                        "local|not-of-its-type",
                        "money|not-of-its-type",
                        "single|not-finite",
                        "small|not-of-its-type",
                        "span|not-of-its-type",
                        "whole|not-a-number",
                        "yes|not-of-its-type");
        assertThat(
                        warehouse.query(
                                "select small, whole, big, exact, money, single, dbl, yes, day,"
                                        + " span, list from sales.things order by row_key"))
                .containsExactly(
                        "null|null|null|null|null|null|null|null|null|null|{1}",
                        "7|null|null|12|1.50|100|-0.001|t|2026-02-28|1 day|{2}");
    }

    private void apply(List<String[]> rows) {
        warehouse.register("s", "{}");
        long[] keys = new long[rows.size()];
        long[] digests = new long[rows.size()];
        String[][] values = new String[COLUMNS.size()][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            keys[row] = row + 1L;
            digests[row] = row + 1L;
            for (int column = 0; column < COLUMNS.size(); column++) {
                values[column][row] = rows.get(row)[column];
            }
        }
        warehouse.apply(
                ApplyEvents.opened("s", 1),
                new RowsRead(
                        new Position("s", 1, 1),
                        new TableId("sales", "things"),
                        new RowBlock(COLUMNS, ApplyEvents.NOON, keys, digests, keys, values)));
    }

    private static String[] row(String... values) {
        return values;
    }

    private static List<String[]> rows(List<String> lines) {
        return lines.stream()
                .map(
                        line -> {
                            String[] values = line.split("\\|", -1);
                            for (int i = 0; i < values.length; i++) {
                                values[i] = values[i].equals("null") ? null : values[i];
                            }
                            return values;
                        })
                .toList();
    }
}
