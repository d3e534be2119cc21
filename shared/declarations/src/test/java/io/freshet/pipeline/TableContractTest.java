package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a definition can say of changes of a table's schema. */
class TableContractTest {

    private static final String COLUMNS = "{id: integer, n: integer, p: \"numeric(4,2)\", d: date}";

    private static TableDefinition table(String contract) {
        return read("key: id, columns: %s, contract: %s".formatted(COLUMNS, contract));
    }

    private static TableDefinition read(String table) {
        return PipelineReader.read(
                        "shop.yaml",
                        new StringReader(
                                "pipeline: shop\ntables:\n  orders: {%s}".formatted(table)))
                .table("orders");
    }

    @Test
    void whatIsNotSaidIsAsItWasBeforeThereWereContracts() {
        TableDefinition plain = read("key: id, columns: " + COLUMNS);

        assertThat(plain.contract()).isEqualTo(TableContract.USUAL);
        assertThat(plain.canonical(Set.of())).doesNotContain("types:", "columns:");
        assertThat(plain.heldColumns()).isEqualTo(plain.columns());
        assertThat(table("{tables: freeze, types: set-value-aside}").canonical(Set.of()))
                .isEqualTo(plain.canonical(Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "columns: follow, true",
        "columns: set-row-aside, true",
        "columns: set-value-aside, true",
        "types: set-row-aside, true",
        "types: follow, true",
        "columns: freeze, false",
        "types: freeze, false",
        "tables: follow, false"
    })
    void rowsAreReadAgainWhereTheyWouldBeHeldOtherwise(String contract, boolean otherwise) {
        String canonical = table("{%s}".formatted(contract)).canonical(Set.of());

        assertThat(!canonical.equals(table("{}").canonical(Set.of()))).isEqualTo(otherwise);
    }

    @Test
    void followedTypesAreHeldInTheWidestOfTheirKindButForKeys() {
        TableDefinition table = table("{types: follow}");

        assertThat(table.column("id").type().warehouseType()).isEqualTo("integer");
        assertThat(table.column("n").type().warehouseType()).isEqualTo("bigint");
        assertThat(table.column("p").type()).isEqualTo(new DecimalType());
        assertThat(table.column("d").type().warehouseType()).isEqualTo("date");
    }

    @Test
    void furtherColumnsAreOneMoreOfTheTable() {
        assertThat(table("{columns: follow}").columns().get(4).isFurther()).isTrue();
        assertThat(table("{columns: follow}").derivation().aside()).isFalse();
        assertThat(table("{columns: set-row-aside}").derivation().aside()).isTrue();
        assertThat(table("{columns: follow, ignore: [a]}").canonical(Set.of()))
                .isNotEqualTo(table("{columns: follow, ignore: [b]}").canonical(Set.of()));
    }

    @Test
    void expressionsCanUseWhatRowsHaveInFurtherColumns() {
        TableDefinition table =
                read(
                        "key: id, contract: {columns: follow}, columns: {n: integer}, derive: {colour: \"further ->> 'colour'\"}");

        assertThat(table.derived("colour").orElseThrow().type()).isEqualTo(ValueType.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set-row-aside", "set-value-aside"})
    void aTableThatIsGoneHasNothingToLookAt(String rule) {
        assertThatThrownBy(() -> table("{tables: %s}".formatted(rule)))
                .hasMessageContaining("tables.orders.contract.tables")
                .hasMessageContaining("must be freeze or follow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contract: {types: freese}, key: id, columns: {n: integer} | must be follow, freeze, set-row-aside or set-value-aside",
                "contract: {ignore: [a]}, key: id, columns: {n: integer} | says which columns are not meant by columns",
                "contract: {columns: follow}, key: id, columns: {further: text} | give that column another name",
                "contract: {types: follow}, key: id, columns: {n: {type: integer, source-type: bigint}} | cannot follow types while column n has a source-type",
                "contract: {columns: follow}, csv: a.csv, key: id, columns: {n: integer} | this one is made of files",
                "contract: {tables: follow}, csv: a.csv, key: id, columns: {n: integer} | this one is made of files",
                "contract: {types: freeze}, csv: a.csv, key: id, columns: {n: integer} | this one is made of files",
                "contract: {type: follow}, key: id, columns: {n: integer} | type",
                "key: id, columns: {row_aside: boolean} | is a name that the warehouse table uses itself"
            })
    void whatMeansNothingIsRefusedWithTheReason(String table, String reason) {
        assertThatThrownBy(() -> read(table)).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "integer, smallint, true",
        "integer, integer, true",
        "integer, bigint, false",
        "integer, text, false",
        "decimal, bigint, true",
        "decimal, numeric, true",
        "decimal, double precision, false",
        "text, jsonb, true",
        "date, date, true",
        "date, timestamp without time zone, false",
        "boolean, boolean, true",
        "double precision, real, true"
    })
    void aTypeTakesAllOfThoseThatAreNoWider(String declared, String inSource, boolean all) {
        assertThat(ColumnType.named(declared).takesAll(inSource)).isEqualTo(all);
    }
}
