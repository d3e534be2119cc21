package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts of rows: what is read, and what is refused. */
class RowListTest {

    private static final String SHOP =
            """
            pipeline: shop
            tables:
              orders:
                key: id
                columns: {placed: timestamptz, qty: integer, note: text, doc: jsonb, customer: bigint}
                derive: {twice: qty * 2}
              customers: {key: id, columns: {country: text, note: text}}
              alone: {key: id, columns: {n: integer}}
            joins: {orders.customer: customers}
            charts:
              latest: {rows: %s, columns: [%s], order: "%s", limit: %s}
            """;

    @Test
    void showsColumnsOfTheRowsAndOfWhatTheyAreJoinedTo() {
        RowList list = list("orders", "id, twice, note, customers.note", "twice desc, note", "20");

        assertThat(list.fields()).containsExactly("id", "twice", "note", "customers.note");
        assertThat(list.order())
                .containsExactly(
                        new RowList.Rank("twice", false, true),
                        new RowList.Rank("note", true, false));
        assertThat(list.joins()).hasSize(1);
        assertThat(list.limit()).isEqualTo(20);
    }

    @Test
    void theIndexIsAnotherWhereverTheAnswerMayBe() {
        PipelineDefinition shop = read(SHOP.formatted("orders", "twice", "placed desc", "5"));
        PipelineDefinition other =
                read(
                        SHOP.formatted("orders", "twice", "placed desc", "5")
                                .replace("qty * 2", "qty * 3"));

        assertThat(nameIn(shop)).isEqualTo(nameIn(shop)).isNotEqualTo(nameIn(other));
        assertThat(nameIn(shop))
                .isNotEqualTo(nameIn(read(SHOP.formatted("orders", "twice", "placed", "5"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "order; qty; placed; 5 => there is no table order; write one of orders, customers, alone; did you mean orders?",
                "orders; colour; placed; 5 => table orders has no column colour",
                "orders; alone.n; placed; 5 => nothing joins orders to alone; say so under joins",
                "orders; qty; customers.country; 5 => customers.country is of a joined table; order by columns of the rows themselves",
                "orders; qty; doc; 5 => doc is jsonb, which has no order to speak of",
                "orders; qty; placed down; 5 => \"placed down\": write a column of orders, perhaps followed by desc",
                "orders; qty, qty; placed; 5 => qty is named twice",
                "orders; qty; 'placed, qty, note, twice, customer'; 5 => are 5 columns; name at most 4",
                "orders; qty; placed; 1001 => must be a whole number from 1 to 1000",
                "orders; ; placed; 5 => is missing; name what is shown of each row"
            })
    void refusesWhatItCannotShow(String chart, String told) {
        String[] parts = chart.replace("'", "").split(";", -1);

        assertThatThrownBy(
                        () ->
                                list(
                                        parts[0].strip(),
                                        parts[1].strip(),
                                        parts[2].strip(),
                                        parts[3].strip()))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("test, line 11: charts.latest.")
                .hasMessageContaining(told);
    }

    private static RowList list(String table, String columns, String order, String limit) {
        return read(SHOP.formatted(table, columns, order, limit))
                .charts()
                .get(0)
                .shape()
                .rowList()
                .orElseThrow();
    }

    private static String nameIn(PipelineDefinition pipeline) {
        return pipeline.charts().get(0).shape().rowList().orElseThrow().indexName(pipeline);
    }

    private static PipelineDefinition read(String definition) {
        return PipelineReader.read("test", new StringReader(definition));
    }
}
