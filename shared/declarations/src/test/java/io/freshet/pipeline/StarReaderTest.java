package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The star schema of a definition: what is read, and what is refused with which words. */
class StarReaderTest {

    private static final String SHOP =
            """
            pipeline: shop
            tables:
              orders: {key: id, columns: {qty: bigint, placed: timestamp, customer: integer}}
              customers: {key: id, columns: {name: text, region: text}}
              lines: {key: [a, b], columns: {a: integer, b: integer}}
            joins: {orders.customer: customers}
            warehouse:
              schema: shop_stars
              tables:
                dim_customer: {of: customers, key: id, columns: {id: integer, name: varchar(9)}}
                dim_day: {calendar: day, columns: {day: date, name: {type: varchar, value: day_name(day)}}}
                fact_order:
                  of: orders
                  key: number
                  version: record
                  columns:
                    number: {type: integer, value: id}
                    customer: {type: integer, references: dim_customer}
                    placed: {type: date, value: "placed::date", references: dim_day}
                    qty: {type: integer, null: true}
            """;

    private static PipelineDefinition read(String definition) {
        return PipelineReader.read("shop.yaml", new StringReader(definition));
    }

    @Test
    void readsTablesOfThreeKinds() {
        StarDefinition star = read(SHOP).star().orElseThrow();

        assertThat(star.tables())
                .extracting(table -> (Object) table.getClass())
                .containsExactly(
                        StarTable.Latest.class, StarTable.Calendar.class, StarTable.History.class);
        assertThat(star.references(star.table("dim_customer")))
                .extracting(reference -> reference.column().name())
                .containsExactly("customer");
        assertThat(star.table("dim_customer").column("name").otherwise())
                .contains("('unknown'::text)::varchar(9)");
        assertThat(read(SHOP).tablesRevision())
                .isNotEqualTo(read(SHOP.replace("day_name", "month_name")).tablesRevision());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "schema: shop_stars => schema: shop => line 8: warehouse.schema: must be a lower-case identifier",
                "fact_order: => orders: => warehouse.tables.orders.name: orders is the name of another table already",
                "varchar(9) => varchar(3) => warehouse.tables.dim_customer.columns.name.otherwise: unknown is no varchar(3)",
                "name: varchar(9) => name: bytea => warehouse.tables.dim_customer.columns.name.type: must be one of integer,",
                "name: varchar(9) => `name: {type: integer, value: length(name)}` => otherwise: is missing: say what stands in",
                "references: dim_day => references: dim_week => there is no table dim_week of latest values or of days here",
                "customer: {type: integer, => customer: {type: bigint, => customer is bigint, but id is integer; declare both alike",
                "qty: {type: integer, => `qty: {type: integer, otherwise: 0,` => this column needs nothing",
                "value: id} => value: qty} => warehouse.tables.fact_order.key: number must be one of the columns, not null, and hold the key of orders as it is: id",
                "value: \"placed::date\" => value: placed => line 19: warehouse.tables.fact_order.columns.placed.value: is a timestamp, and the column is date; cast it",
                "value: \"placed::date\" => value: customers.name => a history shows what its rows themselves say",
                "version: record => version: qty => qty is a column, too",
                "key: number => key: customer => customer must be one of the columns, not null, and hold the key of orders",
                "day_name(day) => day_name(night) => names night, but only the day can be used: day",
            })
    void refusesWhatCannotBe(String from, String to, String message) {
        String definition = SHOP.replace(from, to);
        assertThat(definition).isNotEqualTo(SHOP);

        assertThatThrownBy(() -> read(definition))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(message);
    }
}
