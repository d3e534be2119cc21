package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows a chart shows, by which ways it comes to other tables, and where it is served. */
class ChartWhereTest {

    private static final String SHOP =
            """
            pipeline: shop
            tables:
              orders:
                key: id
                columns: {placed: timestamptz, at: timestamp, due: date, paid: boolean, qty: integer, note: text, doc: jsonb, customer: bigint, sent_to: bigint}
              customers: {key: id, columns: {name: text, home: bigint}}
              places: {key: id, columns: {city: text, since: date}}
            joins:
              orders.customer: customers
              orders.sent_to: places as destination
              customers.home: places
            charts:
              shown:
                rows: orders
                columns: [id]
                order: due
            """;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "due <= today => (f.\"due\" <= $4::date)",
                "orders.due between today - 7 and today + 1 => ((f.\"due\" >= ($4::date + -7)) and (f.\"due\" <= ($4::date + 1)))",
                "not paid and qty <> -2 => ((not f.\"paid\") and (f.\"qty\" <> '-2'::bigint))",
                "at > today or placed > today => ((f.\"at\" > $4::date::timestamp) or (f.\"placed\" > ($4::date::timestamp at time zone 'Europe/London')))",
                "note in ('f. x', 'it''s') and note is not null => (((f.\"note\" = 'f. x'::text) or (f.\"note\" = 'it''s'::text)) and (not (f.\"note\" is null)))",
                "destination.city = 'Lyon' => (\"orders.sent_to\".\"city\" = 'Lyon'::text)",
            })
    void isPrintedAnewAsSql(String where, String sql) {
        assertThat(condition(where).condition().sql("f.")).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "qty * 2 > 3 => declare what is to be worked out under derive",
                "lower(note) = 'x' => lower(note) is compared with 'x', and neither is a column",
                "note like 'x%' => cannot be used",
                "note > 'x' => note is text, of which only = and <> can be asked",
                "qty = 'x' => 'x' is no value of qty, which is a whole number",
                "due = '2026-02-30' => '2026-02-30' is no value of due, which is a date",
                "due > qty => due and qty are of different types",
                "qty < today => today is a date, unlike qty",
                "due < today + 99999 => write today + or - at most 36600 days",
                "doc is null => doc is jsonb, and equal values of that are written in several ways",
                "qty => qty is integer, which is not true or false",
                "1 = 1 => 1 is compared with 1, and neither is a column",
                "colour = 'x' => table orders has no column colour",
                "place.city = 'x' => nothing joins orders to place; say so under joins (there are: customers, places, destination)",
                "paid = => is no expression of SQL",
            })
    void whatCouldFailOrIsNotKnownIsRefused(String where, String told) {
        assertThatThrownBy(() -> condition(where))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("test, line 17: charts.shown.where: ")
                .hasMessageContaining(told);
    }

    @Test
    void theIndexHasOnlyRowsForWhichWhatDoesNotMoveIsTrue() {
        PipelineDefinition shop =
                read(
                        SHOP
                                + "    where: note = 'f. x' and due <= today and destination.since < today\n");

        assertThat(list(shop).indexes(shop).values())
                .singleElement()
                .asString()
                .endsWith(
                        "(\"due\" nulls last, \"row_key\", \"source_id\") where (\"note\" = 'f. x'::text)");
    }

    @Test
    void aTableThatSeveralWaysLeadToHasAName() {
        String chart = "    where: %s.city = 'Lyon'\n";

        assertThat(list(read(SHOP + chart.formatted("destination"))).joins())
                .extracting(JoinDefinition::name)
                .containsExactly("orders.sent_to");
        assertThat(list(read(SHOP + chart.formatted("places"))).joins())
                .extracting(JoinDefinition::name)
                .containsExactly("orders.customer", "customers.home");
        assertThatThrownBy(
                        () ->
                                read(
                                        SHOP.replace("places as destination", "places")
                                                + chart.formatted("places")))
                .hasMessageContaining(
                        "orders is joined to places in several ways: orders.customer, customers.home; orders.sent_to; give one of them a name under joins");
        assertThatThrownBy(() -> condition("destination.city = 'Lyon' or places.city = 'Lyon'"))
                .hasMessageContaining(
                        "comes to places by orders.sent_to and by customers.home, and one chart can take only one of the ways; make two charts");
        assertThatThrownBy(() -> read(SHOP.replace("as destination", "as customers")))
                .hasMessageContaining("customers is a table already; choose another name");
    }

    @Test
    void indexesAreCalledSoThatTheyAreDroppedOnceNobodyNeedsThem() {
        PipelineDefinition shop = read(SHOP + "    parameters: [paid]\n");

        assertThat(list(shop).indexes(shop).keySet())
                .hasSize(2)
                .allMatch(name -> name.matches("rows_[0-9a-f]{8}"));
    }

    @Test
    void parametersOfRowsAreTypedAndDecidedByAColumnOfTheRows() {
        RowList list = list(read(SHOP + "    parameters: {paid: paid, city: places.city}\n"));

        assertThat(list.parameters())
                .extracting(
                        parameter ->
                                parameter.label().name()
                                        + " "
                                        + parameter.label().dimension().kind()
                                        + " by "
                                        + parameter.origin().column()
                                        + " at "
                                        + parameter.label().place())
                .containsExactly("paid BOOLEAN by paid at 1", "city TEXT by customer at 2");
        assertThatThrownBy(() -> read(SHOP + "    parameters: [due]\n"))
                .hasMessageContaining("due depends on a time");
    }

    @Test
    void anAddressIsAPathOfItsOwn() {
        String chart = SHOP + "    address: %s\n";
        PipelineDefinition shop = read(chart.formatted("/orders/due"));

        assertThat(shop.charts().get(0).address()).contains("/orders/due");
        for (String wrong :
                List.of(
                        "orders/due",
                        "/orders",
                        "/orders/",
                        "/orders/due/stream",
                        "/Orders/due",
                        "/orders/due.csv",
                        "/orders/../due")) {
            assertThatThrownBy(() -> read(chart.formatted(wrong)))
                    .as(wrong)
                    .hasMessageContaining("must be a path of two or more parts");
        }
        assertThatThrownBy(() -> read(chart.formatted("/charts/due")))
                .hasMessageContaining("/charts is taken by Freshet itself");
        PipelineDefinition other =
                read(chart.formatted("/orders/due").replace("pipeline: shop", "pipeline: shed"));
        assertThatThrownBy(() -> PipelineLibrary.of(List.of(shop, other)))
                .hasMessageContaining(
                        "chart /orders/due is defined by pipelines shop and shed; give one another address");
    }

    private static ChartWhere condition(String where) {
        String quoted = where.replace("\"", "\\\"");
        return list(read(SHOP + "    where: \"" + quoted + "\"\n    zone: Europe/London\n"))
                .where()
                .orElseThrow();
    }

    private static RowList list(PipelineDefinition pipeline) {
        return pipeline.charts().get(0).shape().rowList().orElseThrow();
    }

    private static PipelineDefinition read(String definition) {
        return PipelineReader.read("test", new StringReader(definition));
    }
}
