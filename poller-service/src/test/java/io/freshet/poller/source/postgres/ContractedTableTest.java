package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.SourceState;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.source.SourceTable;
import io.freshet.testkit.TestServers;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a table is read that is not as it is declared, by its contract. */
class ContractedTableTest {

    private final PostgresSource source = new PostgresSource(TestServers.postgres());

    @AfterEach
    void close() {
        source.close();
    }

    private static TableDefinition orders(String contract) {
        return orders("id", contract);
    }

    private static TableDefinition orders(String key, String contract) {
        return PipelineReader.read(
                        "shop.yaml",
                        new StringReader(
                                """
                                pipeline: shop
                                tables:
                                  orders:
                                    key: %s
                                    contract: {%s}
                                    columns: {code: text, amount: integer, note: text}
                                """
                                        .formatted(key, contract)))
                .table("orders");
    }

    private void create(String columns, String... rows) {
        source.database()
                .execute("create table orders (id bigint primary key, %s)".formatted(columns));
        for (String row : rows) {
            source.database().execute("insert into orders values " + row);
        }
    }

    private RowBlock read(SourceTable table) {
        return source.readAll(table);
    }

    private static List<String> values(RowBlock rows, String column) {
        return Arrays.asList(rows.values(rows.columns().indexOf(column)));
    }

    private void assertFrozen(TableDefinition table, String what) {
        assertThatThrownBy(() -> source.reader(table))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> {
                            assertThat(problem.state()).isEqualTo(SourceState.DRIFTED);
                            assertThat(problem.ofTable().orElseThrow()).startsWith(what);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"columns: follow", "columns: set-row-aside", "columns: set-value-aside"})
    void aColumnThatIsGoneIsNotAmongThoseThatAreRead(String contract) {
        create("code text, amount integer", "(1, 'a', 5)");

        SourceTable table = source.reader(orders(contract));

        assertThat(read(table).columns()).containsExactly("code", "amount", "further");
        assertThat(values(read(table), "amount")).containsExactly("5");
        assertThat(table.facts().sentences("id"))
                .anySatisfy(
                        said -> assertThat(said).startsWith("column note is gone from the source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "columns: freeze", "types: follow"})
    void elseItFreezesTheTable(String contract) {
        create("code text, amount integer");

        assertFrozen(orders(contract), "table orders has no column note");
    }

    @Test
    void aColumnOfTheKeyIsNeverFollowed() {
        create("amount integer, note text");

        assertFrozen(orders("[code]", "columns: follow"), "table orders has no column code");
    }

    @Test
    void columnsThatAreNotDeclaredFreezeWhereTheContractSaysSoAndTheyAreNotIgnored() {
        create("code text, amount integer, note text, colour text, secret text");

        assertThat(read(source.reader(orders(""))).columns())
                .containsExactly("code", "amount", "note");
        assertFrozen(
                orders("columns: freeze"),
                "table orders has columns that are neither declared nor ignored: colour, secret; its contract freezes that");
        assertFrozen(
                orders("columns: freeze, ignore: secret"),
                "table orders has columns that are neither declared nor ignored: colour; ");
        assertThat(source.reader(orders("columns: freeze, ignore: [secret, colour]"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "[code, note]"})
    void whatRowsHaveInFurtherColumnsIsReadAsOneObjectAndComparedWithTheRow(String key) {
        create(
                "code text, amount integer, note text, \"Ö's\" numeric, secret text",
                "(1, 'a', 5, 'x', null, 's')",
                "(2, 'b', 6, 'y', 1.50, 's')");
        TableDefinition definition =
                orders(
                        key,
                        "columns: follow, ignore: [secret%s]"
                                .formatted(key.equals("id") ? "" : ", id"));
        SourceTable table = source.reader(definition);

        assertThat(values(read(table), "further"))
                .containsExactlyInAnyOrder(null, "{\"Ö's\": \"1.50\"}");

        RowBlock before = read(table);
        source.database().execute("update orders set \"Ö's\" = 2 where id = 1");
        RowBlock after = read(table);

        assertThat(values(after, "further"))
                .containsExactlyInAnyOrder("{\"Ö's\": \"2\"}", "{\"Ö's\": \"1.50\"}");
        assertThat(sorted(after.digests())).isNotEqualTo(sorted(before.digests()));
        assertThat(source.sums(table, KeyRange.ALL).values())
                .extracting(sum -> sum.rows())
                .containsOnly(key.equals("id") ? 2L : 1L);
    }

    private static long[] sorted(long[] digests) {
        long[] copy = digests.clone();
        Arrays.sort(copy);
        return copy;
    }

    @Test
    void aColumnThatComesWithValuesInOldRowsIsNoticedAndMakesOldRowsDiffer() {
        create("code text, amount integer, note text", "(1, 'a', 5, 'x')");
        TableDefinition definition = orders("columns: follow");
        SourceTable table = source.reader(definition);
        long before = read(table).digests()[0];

        source.database().execute("alter table orders add column colour text default 'red'");

        assertThatThrownBy(() -> source.await(table.verify()))
                .isInstanceOfSatisfying(
                        SourceProblem.class, problem -> assertThat(problem.ofTable()).isPresent());
        RowBlock after = read(source.reader(definition));
        assertThat(after.digests()[0]).isNotEqualTo(before);
        assertThat(values(after, "further")).containsExactly("{\"colour\": \"red\"}");
    }

    @Test
    void furtherColumnsThatMayNotBeReadAreNamedAndNeverRead() {
        create("code text, amount integer, note text, colour text, secret text");
        String reader = source.database().reader().username();
        source.database()
                .execute(
                        "revoke select on orders from " + reader,
                        "grant select (id, code, amount, note, colour) on orders to " + reader,
                        "insert into orders values (1, 'a', 5, 'x', 'red', 's')");

        SourceTable table = source.reader(orders("columns: follow"));

        assertThat(values(read(table), "further")).containsExactly("{\"colour\": \"red\"}");
        assertThat(table.facts().sentences("id"))
                .contains("columns are not declared (secret): they may not be read, and are not");
    }

    @ParameterizedTest
    @CsvSource({"smallint, true", "integer, true", "bigint, false", "text, false"})
    void frozenTypesAreThoseOfWhichEveryValueFits(String type, boolean fits) {
        create("code text, amount %s, note text".formatted(type));

        if (fits) {
            assertThat(source.reader(orders("types: freeze"))).isNotNull();
        } else {
            assertFrozen(
                    orders("types: freeze"),
                    "column amount of table orders is %s, of which not every value is integer; its contract freezes that"
                            .formatted(type));
            assertThat(source.reader(orders("types: set-row-aside"))).isNotNull();
        }
    }

    @Test
    void whetherATableIsGoneCanBeToldFromEverythingElse() {
        assertThatThrownBy(() -> source.reader(orders("tables: follow")))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.isOfGoneTable()).isTrue());

        create("code text, amount integer");

        assertThatThrownBy(() -> source.reader(orders("tables: follow")))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.isOfGoneTable()).isFalse());
    }
}
