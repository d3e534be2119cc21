package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.warehouse.layout.Home;
import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns can be the key of a table, and which tables can be joined by theirs. */
class KeysTest {

    private static PipelineDefinition read(String text) {
        return PipelineReader.read("shop.yaml", new StringReader("pipeline: shop\n" + text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | {note: text} | INTEGER",
                "id | {id: bigint} | INTEGER",
                "id | {id: smallint} | INTEGER",
                "id | {id: uuid} | HASH",
                "id | {id: text} | HASH",
                "id | {id: decimal} | HASH",
                "id | {id: timestamptz} | HASH",
                "[id, line] | {id: bigint, line: integer} | HASH"
            })
    void rowsOfOneWholeNumberAreLookedUpAndAllOthersKnownByAHash(
            String key, String columns, Home home) {
        TableDefinition table =
                read("tables: {t: {key: %s, columns: %s}}".formatted(key, columns)).tables().get(0);

        assertThat(table.home()).isEqualTo(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[id, line] | {id: bigint} | has several columns, and line is none of those declared",
                "[id, id] | {id: bigint} | names a column twice",
                "id | {id: code} | id is a code, and those are changed as they are read"
            })
    void otherKeysAreRefused(String key, String columns, String message) {
        assertThatThrownBy(
                        () -> read("tables: {t: {key: %s, columns: %s}}".formatted(key, columns)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTableWhoseKeyIsReadOtherwiseIsHeldOtherwise() {
        String looked = canonical("{key: id, columns: {note: text}}");
        String hashed = canonical("{key: id, columns: {note: text, id: text}}");

        assertThat(looked).doesNotContain("hashed");
        assertThat(hashed).contains("key=id hashed");
    }

    private static String canonical(String table) {
        PipelineDefinition shop = read("tables: {t: %s}".formatted(table));
        return shop.tables().get(0).canonical(shop.groupColumns("t"));
    }

    @ParameterizedTest
    @CsvSource({"uuid", "text", "date", "timestamptz", "decimal", "bigint"})
    void rowsAreJoinedByKeysOfOneColumn(String type) {
        assertThat(joined("id", "{id: %s}".formatted(type), type).joins())
                .containsExactly(
                        new JoinDefinition("orders", "customer", "customers", "id", "customers"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[id, part] | {id: uuid, part: uuid} | uuid | the key of customers has 2 columns, and a join needs one",
                "id | {id: interval} | interval | the key of customers is interval, of which equal ones can be written differently",
                "id | {id: jsonb} | jsonb | the key of customers is jsonb, of which equal ones can be written differently",
                "id | {id: uuid} | text | is text, but the key of customers is uuid; declare both of one type"
            })
    void otherJoinsAreRefused(String key, String columns, String type, String message) {
        assertThatThrownBy(() -> joined(key, columns, type))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(message);
    }

    private static PipelineDefinition joined(String key, String columns, String type) {
        return read(
                """
                tables:
                  orders: {key: id, columns: {customer: %s}}
                  customers: {key: %s, columns: %s}
                joins: {orders.customer: customers}
                """
                        .formatted(type, key, columns));
    }
}
