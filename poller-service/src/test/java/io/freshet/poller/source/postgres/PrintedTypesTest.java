package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.poller.source.SourceTable;
import io.freshet.poller.table.RangeSum;
import io.freshet.testkit.TestServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values of every type are read as the source prints them, under names as long as any. */
class PrintedTypesTest {

    private static final String LONGEST = "Käse \"n\" " + "x".repeat(52);

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    /** Of each column its type, and a value of it as SQL. */
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void asTheSourcePrintsThem() {
        source.database()
                .execute(
                        "create type mood as enum ('so so', 'well')",
                        "create domain amount as numeric(12,2) check (value > 0)");
        column("mood", "mood", "'so so'");
        column("amount", "amount", "12.30");
        column("list", "int[]", "'{1,NULL,3}'");
        column("texts", "text[]", "array['a,b', 'c\"d']");
        column("span", "int4range", "'[1,5)'");
        column("address", "inet", "'10.0.0.1/8'");
        column("mask", "bit(4)", "'1010'");
        column("padded", "char(5)", "'ab'");
        column("doc", "jsonb", "'{\"a\": [1, null]}'");
        column("raw", "json", "'{ \"a\":1 }'");
        column("real", "real", "1e-5");
        column("double", "double precision", "0.1::float8 + 0.2::float8");
        column("nan", "double precision", "'NaN'");
        column("endless", "timestamptz", "'-infinity'");
        column("old", "timestamptz", "'0044-03-15 12:00:00+00 BC'");
        column("day", "date", "'infinity'");
        column("clock", "time", "'23:59:60'");
        column("while", "interval", "'-1 year 3 days 04:05:06.7'");
        column("who", "uuid", "'00000000-0000-0000-0000-00000000000A'");
        column("yes", "boolean", "true");
        column(LONGEST, "text", "'long'");
        create("things");

        RowBlock rows = assertRead("things");

        assertThat(value(rows, "mood")).isEqualTo("so so");
        assertThat(value(rows, "amount")).isEqualTo("12.30");
        assertThat(value(rows, "list")).isEqualTo("{1,NULL,3}");
        assertThat(value(rows, "double")).isEqualTo("0.30000000000000004");
        assertThat(value(rows, "old")).isEqualTo("0044-03-15 12:00:00+00 BC");
        assertThat(value(rows, LONGEST)).isEqualTo("long");
    }

    @Test
    void ofATableWithANameOf63Bytes() {
        String table = "Order \"Lines\" ß " + "y".repeat(46);
        column("note", "text", "'here'");
        create(table);

        assertThat(value(assertRead(table), "note")).isEqualTo("here");
    }

    private void column(String name, String type, String value) {
        assertThat(name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(63);
        columns.put(name, List.of(type, value));
    }

    private void create(String table) {
        source.database()
                .execute(
                        "create table %s (id int primary key, %s)"
                                .formatted(
                                        quoted(table),
                                        columns.entrySet().stream()
                                                .map(
                                                        column ->
                                                                quoted(column.getKey())
                                                                        + " "
                                                                        + column.getValue().get(0))
                                                .collect(Collectors.joining(", "))),
                        "insert into %s values (1, %s)"
                                .formatted(
                                        quoted(table),
                                        columns.values().stream()
                                                .map(column -> column.get(1))
                                                .collect(Collectors.joining(", "))));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private RowBlock assertRead(String table) {
        source.setForReader("TimeZone", "'UTC'");
        SourceTable reader =
                source.await(
                        source.open(source.database().url(), source.database().reader())
                                .verify(
                                        AnyTable.of(
                                                table,
                                                "id",
                                                columns.keySet().toArray(String[]::new))));
        RowBlock rows = source.readAll(reader);
        assertThat(rows.keys()).containsExactly(1);
        columns.forEach(
                (name, column) ->
                        assertThat(
                                        source.database()
                                                .query(
                                                        "select coalesce(%1$s::text, 'null') from %2$s"
                                                                .formatted(
                                                                        quoted(name),
                                                                        quoted(table))))
                                .as(name)
                                .containsExactly(value(rows, name)));
        assertThat(source.sums(reader, KeyRange.ALL))
                .containsExactly(Map.entry(0L, new RangeSum(1, rows.digests()[0])));
        return rows;
    }

    private static String value(RowBlock rows, String column) {
        return rows.values(rows.columns().indexOf(column))[0];
    }
}
