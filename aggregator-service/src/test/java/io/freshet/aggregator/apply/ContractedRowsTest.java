package io.freshet.aggregator.apply;

import static io.freshet.aggregator.apply.AnyRows.row;
import static io.freshet.aggregator.apply.ContractedShop.DECLARED;
import static io.freshet.aggregator.apply.ContractedShop.MUCH;
import static io.freshet.aggregator.apply.ContractedShop.NO_DAY;
import static io.freshet.aggregator.apply.ContractedShop.SHOP;
import static io.freshet.aggregator.apply.ContractedShop.assertProven;
import static io.freshet.aggregator.apply.ContractedShop.opened;
import static io.freshet.aggregator.apply.ContractedShop.orders;
import static io.freshet.aggregator.apply.ContractedShop.setAside;
import static io.freshet.aggregator.apply.ContractedShop.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of rows that are not as declared, by the contract of their table. */
class ContractedRowsTest {

    private long sequence;

    @ParameterizedTest
    @CsvSource({
        "types: set-value-aside, 3|12, 2|day|f; 3|qty|f",
        "types: freeze, 3|12, 2|day|f; 3|qty|f",
        "types: set-row-aside, 1|5, 2|day|t; 3|qty|t",
        "types: follow, 3|3000000012, 2|day|f"
    })
    void aValueThatIsNotOfItsTypeDoesWhatTheContractSays(
            String contract, String counted, String aside) {
        try (ApplyingWarehouse warehouse = opened(SHOP.formatted(contract))) {
            AnyRows orders = orders(DECLARED);
            warehouse.apply(
                    orders.read(
                            "s",
                            1,
                            ++sequence,
                            row(1, 5, "2026-01-01", "a"),
                            row(2, 7, NO_DAY, "a"),
                            row(3, MUCH, "2026-01-01", "a")));

            assertThat(shown(warehouse)).containsExactly(counted);
            assertThat(
                            setAside(warehouse).stream()
                                    .map(line -> line.replaceAll("\\|[^|]*\\|[^|]*\\|(.)$", "|$1")))
                    .containsExactly(aside.split("; "));
            assertProven(warehouse, 3);

            warehouse.apply(
                    orders.read(
                            "s",
                            1,
                            ++sequence,
                            row(2, 7, "2024-02-29", "a"),
                            row(3, 30, "2026-01-01", "a")));

            assertThat(shown(warehouse)).as("mended at the source").containsExactly("3|42");
            assertThat(setAside(warehouse)).isEmpty();
            assertProven(warehouse, 3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "columns: follow, 2|12, ''",
        "columns: set-value-aside, 2|12, 1|day||no-column|f; 2|day||no-column|f",
        "columns: set-row-aside, , 1|day||no-column|t; 2|day||no-column|t"
    })
    void aDeclaredColumnThatIsGoneDoesWhatTheContractSays(
            String contract, String counted, String aside) {
        try (ApplyingWarehouse warehouse = opened(SHOP.formatted(contract))) {
            warehouse.apply(
                    orders(List.of("qty", "customer", "further"))
                            .read("s", 1, ++sequence, row(1, 5, "a", null), row(2, 7, "a", null)));

            assertThat(shown(warehouse)).isEqualTo(counted == null ? List.of() : List.of(counted));
            assertThat(String.join("; ", setAside(warehouse))).isEqualTo(aside);
            assertProven(warehouse, 2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '/',
            value = {
                "columns: follow / 2|12 / '' / 1|null; 2|{\"colour\": \"red\"}",
                "columns: set-value-aside / 2|12 / 2|further|{\"colour\": \"red\"}|not-declared|f / 1|null; 2|null",
                "columns: set-row-aside / 1|5 / 2|further|{\"colour\": \"red\"}|not-declared|t / 1|null; 2|{\"colour\": \"red\"}"
            })
    void aColumnThatIsNotDeclaredDoesWhatTheContractSays(
            String contract, String counted, String aside, String held) {
        try (ApplyingWarehouse warehouse = opened(SHOP.formatted(contract))) {
            warehouse.apply(
                    orders(List.of("qty", "day", "customer", "further"))
                            .read(
                                    "s",
                                    1,
                                    ++sequence,
                                    row(1, 5, null, "a", null),
                                    row(2, 7, null, "a", "{\"colour\": \"red\"}")));

            assertThat(shown(warehouse)).containsExactly(counted);
            assertThat(String.join("; ", setAside(warehouse))).isEqualTo(aside);
            assertThat(warehouse.query("select row_key, further from sales.orders order by 1"))
                    .containsExactly(held.split("; "));
            assertProven(warehouse, 2);
        }
    }

    @Test
    void aBatchWithoutADeclaredColumnFitsNoTableWhoseContractDoesNotSaySo() {
        try (ApplyingWarehouse warehouse = opened(SHOP.formatted("types: set-row-aside"))) {
            AnyRows less = orders(List.of("qty", "customer"));
            long next = ++sequence;

            assertThatThrownBy(() -> warehouse.apply(less.read("s", 1, next, row(1, 5, "a"))))
                    .hasMessageContaining("are not those that table orders");
        }
    }

    @Test
    void aRowThatTheWarehouseRefusesIsSetAsideTooAndOthersOfItsBatchCount() {
        try (ApplyingWarehouse warehouse = opened(SHOP.formatted("types: set-row-aside"))) {
            warehouse.apply(
                    orders(DECLARED)
                            .read(
                                    "s",
                                    1,
                                    ++sequence,
                                    row(1, 5, "2026-01-01", "a"),
                                    row(2, 7, "5874898-01-01", "a")));

            assertThat(shown(warehouse)).containsExactly("1|5");
            assertThat(setAside(warehouse))
                    .singleElement()
                    .asString()
                    .startsWith("2|day|5874898-01-01|")
                    .endsWith("|t");
            assertProven(warehouse, 2);
        }
    }
}
