package io.freshet.poller.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How bad a change of a table's schema is depends on what is read of the table. */
class SchemaChangeTest {

    private static final TableDefinition ORDERS =
            PipelineReader.read(
                            "test",
                            new StringReader(
                                    """
                                    pipeline: shop
                                    tables:
                                      orders:
                                        key: id
                                        time: changed
                                        columns:
                                          amount: {type: decimal}
                                          state: {type: text, source-type: text}
                                    """))
                    .tables()
                    .get(0);

    private static SourceSchema schema(String columns) {
        return columns == null
                ? new SourceSchema(List.of())
                : new SourceSchema(
                        Arrays.stream(columns.split(",", -1))
                                .map(String::strip)
                                .map(
                                        column -> {
                                            String[] words = column.split(" ", -1);
                                            return new SourceColumn(
                                                    words[0], words[1], words.length > 2);
                                        })
                                .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id int, amount int | id int, amount int, memo text | HARMLESS | column memo (text) is new",
                "id int, amount int, memo text | id int, amount int | HARMLESS | column memo is gone",
                "id int, amount int, memo text | id int, amount int, memo int | HARMLESS | column memo is int and was text",
                "id int, amount int | amount int, id int | HARMLESS | the order of columns has changed",
                "id int, amount int | id int, amount text | ATTENTION | column amount is text and was int",
                "id int, amount int ! | id int, amount int | ATTENTION | column amount may be null now",
                "id int, amount int | id int, amount int ! | HARMLESS | column amount cannot be null now",
                "id int, amount int, memo text | id int, amount int, note text | ATTENTION | column memo is gone; column note (text) is new",
                "id int, amount int | id int | BREAKING | column amount is gone",
                "id int, changed date | id int | BREAKING | column changed is gone",
                "id int, amount int | amount int | BREAKING | column id is gone",
                "id int, state text | id int, state varchar(3) | BREAKING | column state is varchar(3) and was text",
                "id int, amount int | | BREAKING | the table is gone",
                " | id int, amount int | ATTENTION | the table is there again",
            })
    void isAsBadAsTheWorstOfItsParts(
            String before, String now, SchemaChange.Severity severity, String sentence) {
        assertThat(SchemaChange.between(schema(before), schema(now), ORDERS))
                .isEqualTo(new SchemaChange(severity, sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tables: follow | | ATTENTION",
                "columns: follow | id int | ATTENTION",
                "columns: freeze | id int | BREAKING",
                "columns: set-row-aside | amount integer | BREAKING",
                "columns: follow | id int, amount integer, memo text | ATTENTION",
                "columns: freeze | id int, amount integer, memo text | BREAKING",
                "'columns: freeze, ignore: [memo]' | id int, amount integer, memo text | HARMLESS",
                "types: freeze | id int, amount bigint | BREAKING",
                "types: freeze | id int, amount smallint | ATTENTION",
                "types: follow | id int, amount bigint | ATTENTION",
            })
    void whatAContractFollowsOrSetsAsideIsNotBreakingAndWhatItFreezesIs(
            String contract, String now, SchemaChange.Severity severity) {
        TableDefinition orders =
                PipelineReader.read(
                                "shop",
                                new StringReader(
                                        "pipeline: shop\ntables: {orders: {key: id, contract: {%s}, columns: {amount: integer}}}"
                                                .formatted(contract)))
                        .table("orders");

        assertThat(
                        SchemaChange.between(schema("id int, amount integer"), schema(now), orders)
                                .severity())
                .isEqualTo(severity);
    }

    @Test
    void aFirstLookIsNoChange() {
        assertThat(SchemaChange.first(schema("id int")).severity())
                .isEqualTo(SchemaChange.Severity.FIRST);
        assertThat(SchemaChange.first(schema(null)).severity())
                .isEqualTo(SchemaChange.Severity.BREAKING);
    }

    @Test
    void aSchemaIsReadAsItWasWritten() {
        SourceSchema schema = schema("id int !, amount numeric(10)");

        assertThat(SourceSchema.of(schema.toJson())).isEqualTo(schema);
    }
}
