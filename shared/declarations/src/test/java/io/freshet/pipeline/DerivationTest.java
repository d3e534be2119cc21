package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Derived columns and filters: what is refused, with which words; and what reaches the warehouse.
 */
class DerivationTest {

    private static final String SHOP =
            """
            pipeline: shop
            tables:
              orders:
                key: id
                columns: {qty: integer, price: numeric, status: text, paid: boolean, day: date, at: timestamptz, local: timestamp, doc: jsonb}
                derive:
                  net: qty * price
                  it: "%s"
            """;

    @Test
    void readsDerivedColumnsAndWhichRowsCount() {
        TableDefinition orders =
                read(SHOP.formatted("case when net > 10 then 'much' else status end")
                                + "    where: status <> 'draft' and it is not null\n")
                        .table("orders");

        assertThat(orders.derivation().columns())
                .extracting(DerivedColumn::name, DerivedColumn::type)
                .containsExactly(tuple("net", ValueType.NUMBER), tuple("it", ValueType.TEXT));
        assertThat(orders.derivation().where()).isPresent();
        assertThat(orders.typeOf("net").orElseThrow().isNumber()).isTrue();
        assertThat(orders.columnNames()).doesNotContain("net");
    }

    @Test
    void whatIsNamedBeforeIsPartOfWhatAColumnIsMadeFrom() {
        String before =
                read(SHOP.formatted("net + 1")).table("orders").derived("it").get().canonical();
        String after =
                read(SHOP.formatted("net + 1").replace("qty * price", "qty * price * 2"))
                        .table("orders")
                        .derived("it")
                        .get()
                        .canonical();

        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void textsReachAStatementInQuotesOnly() {
        DerivedColumn it =
                read(SHOP.formatted("status || '''; drop table x; -- \\\\ $$ %s'"))
                        .table("orders")
                        .derived("it")
                        .orElseThrow();

        assertThat(it.expression()).isEqualTo("($1 || E'''; drop table x; -- \\\\ $$ %s'::text)");
        assertThat(it.createFunction()).contains("value := ($1 || E''''''; drop table x; --");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "qtty * 2 => there is no column \"qtty\"; those that can be used here: qty, price, status, paid, day, at, local, doc, net; did you mean qty?",
                "customers.name => names customers.name, but only columns of the row itself can be used",
                "lowr(status) => trim, trunc, upper; did you mean lower?",
                "random() => there is no function random; those that can be used: abs,",
                "now() => there is no function now",
                "current_date => \"current_date\" cannot be used; write columns, numbers",
                "(select 1) => cannot be used",
                "pg_sleep(10) => there is no function pg_sleep",
                "pg_catalog.lower(status) => there is no function pg_catalog.lower",
                "qty = any(doc) => there is no function any",
                "status ~ 'x' => cannot be used",
                "$1 => cannot be used",
                "lower(status) over () => cannot be used",
                "lower(distinct status) => cannot be used",
                "status + 1 => + does not go with text and a whole number; cast one",
                "status || qty => || does not go with text and a whole number; cast one",
                "status > 3 => > does not go with text and a whole number; cast one, as in x::text",
                "day > '31/12/2026' => '31/12/2026' is not a date",
                "coalesce(status, qty) => coalesce does not go with text and a whole number",
                "case when qty then 1 end => a whole number stands where true or false must be",
                "not qty => a whole number stands where true or false must be",
                "-status => text has no sign",
                "lower(qty) => a whole number stands where text must be",
                "lower(status, 1) => lower takes 1 parameters, not 2",
                "substring(status) => substring takes 2 to 3 parameters, not 1",
                "at::date => an instant cannot be cast to a date; what the clock shows depends on a zone",
                "at::text => an instant cannot be cast to text",
                "price::money => nothing can be cast to money; write one of text, decimal",
                "status::interval => text cannot be cast to an interval",
                "date_trunc('day', at) => depends on a zone; write date_trunc('day', x, 'Europe/London')",
                "date_trunc('fortnight', local) => date_trunc takes one of second, minute",
                "date_trunc('day', at, 'Londn') => Londn is no time zone",
                "at at time zone '+02' => +02 is no time zone",
                "extract(hour from at) => the hour of an instant depends on a zone; write extract(hour from x at time zone",
                "extract(hour from day) => a date has no hour; write one of day, dow",
                "at + interval '1 day' => + does not go with an instant and an interval",
                "doc #>> 'a' => or #>> and a path",
                "doc #>> '{a,{b}}' => or #>> and a path",
                "doc ->> 'a' -> 'b' => cannot be used; write -> and a key",
                "E'a' => write texts in plain single quotes",
                "1e400 => is no number in plain notation",
                "status like 'a' and => is no expression of SQL",
                "qty in () => in needs values in brackets",
                "qty in (1, 'x') => 'x' is not a whole number",
                "qty in (select 1) => cannot be used",
                "doc ->> 'a' || 'b' => and brackets around it all",
                "qty in (1) = paid => is no expression of SQL",
                "it || 'x' => did you mean at?"
            })
    void refusesWhatItDoesNotKnow(String expression, String told) {
        assertThatThrownBy(() -> read(SHOP.formatted(expression)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("test, line 8")
                .hasMessageContaining("tables.orders.derive.it")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qty", "status || 'x'", "nullif(qty, 1)"})
    void aFilterIsTrueOrFalse(String where) {
        assertThatThrownBy(() -> read(SHOP.formatted("qty") + "    where: " + where + "\n"))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("write what is true or false, as in status <> 'draft'");
    }

    @ParameterizedTest
    @CsvSource({
        "qty, is a column already",
        "row_counts, is a name that the warehouse table uses itself",
        "Net, must be lower-case letters"
    })
    void aNameIsGivenOnce(String name, String told) {
        assertThatThrownBy(() -> read(SHOP.formatted("qty").replace("  it:", "  " + name + ":")))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(told);
    }

    @Test
    void bracketsWithoutEndAreRefusedAndNoMore() {
        String deep = "(".repeat(900) + "qty" + ")".repeat(900);

        assertThatThrownBy(() -> read(SHOP.formatted(deep)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("is no expression of SQL");
    }

    @Test
    void chartsAndJoinsTakeDerivedColumnsAsAnyOther() {
        PipelineDefinition shop =
                read(
                        SHOP.formatted("round(price)::bigint")
                                + """
                                  customers: {key: id, columns: {name: text}, derive: {short: "left(name, 1)"}}
                                joins: {orders.it: customers}
                                charts:
                                  revenue: {by: [customers.short, orders.paid], values: {n: sum(orders.net)}, parameters: orders.net}
                                """);

        assertThat(shop.joins())
                .containsExactly(
                        new JoinDefinition("orders", "it", "customers", "row_key", "customers"));
        assertThat(shop.summaries()).hasSize(1);
    }

    private static PipelineDefinition read(String definition) {
        return PipelineReader.read("test", new StringReader(definition));
    }
}
