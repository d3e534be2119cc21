package io.freshet.aggregator.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.events.RowBlock;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a table's contract makes of values, columns and rows that are not as they are declared. */
class ContractedNormaliserTest {

    private static final String SHOP =
            """
            pipeline: sales
            tables:
              orders:
                key: id
                contract: {%s}
                columns: {qty: integer, day: date}
            charts:
              all: {values: {n: count, qty: sum(orders.qty)}}
            """;
    private static final List<String> DECLARED = List.of("qty", "day");
    private static final List<String> WITH_FURTHER = List.of("qty", "day", "further");
    private static final String RED = "{\"colour\": \"red\"}";

    private TableDefinition table;
    private RowNormaliser normaliser;

    private void contract(String contract) {
        PipelineDefinition pipeline =
                PipelineReader.read("test", new StringReader(SHOP.formatted(contract)));
        table = pipeline.tables().get(0);
        normaliser = RowNormaliser.of(pipeline, table);
    }

    /** Values by column, in the order of the columns' names. */
    private NormalisedRows rows(List<String> columns, String[]... values) {
        int rows = values[0].length;
        return normaliser.normalise(
                new RowBlock(
                        columns,
                        0,
                        LongStream.range(0, rows).toArray(),
                        new long[rows],
                        new long[rows],
                        values),
                Map.of());
    }

    private static String[] column(String... values) {
        return values;
    }

    private List<String> held(NormalisedRows rows, String column) {
        int place = table.heldColumnNames().indexOf(column);
        return IntStream.range(0, rows.size())
                .mapToObj(row -> String.valueOf(rows.value(place, row)))
                .toList();
    }

    private List<String> aside(NormalisedRows rows) {
        return held(rows, table.heldColumnNames().get(table.heldColumnNames().size() - 1));
    }

    @Test
    void aWrongValueSetsItsRowAsideAndNoOther() {
        contract("types: set-row-aside");

        NormalisedRows rows =
                rows(DECLARED, column("1", "x", "3"), column("2026-01-01", null, "2024-02-30"));

        assertThat(normaliser.setsWrongValuesAsideWithTheirRows()).isTrue();
        assertThat(aside(rows)).containsExactly("false", "true", "true");
        assertThat(rows.rejected())
                .extracting(RejectedValue::row, RejectedValue::column, RejectedValue::reason)
                .containsExactly(
                        tuple(1, "qty", "not-a-number"), tuple(2, "day", "not-of-its-type"));
    }

    @Test
    void aWrongValueIsSetAsideAloneWhereTheContractIsAboutColumnsOnly() {
        contract("columns: set-row-aside");

        NormalisedRows rows =
                rows(WITH_FURTHER, column("x", "1"), column(null, null), column(null, RED));

        assertThat(normaliser.setsWrongValuesAsideWithTheirRows()).isFalse();
        assertThat(rows.rejected())
                .extracting(RejectedValue::row, RejectedValue::reason)
                .containsExactly(tuple(0, "not-a-number"), tuple(1, "not-declared"));
        assertThat(aside(rows)).containsExactly("false", "true");
    }

    @Test
    void whatIsNotDeclaredIsFollowed() {
        contract("columns: follow");

        NormalisedRows rows =
                rows(WITH_FURTHER, column("1", "2"), column(null, null), column(RED, null));

        assertThat(held(rows, "further")).containsExactly(RED, "null");
        assertThat(rows.rejected()).isEmpty();
    }

    @Test
    void whatIsNotDeclaredIsQuarantinedAndNotHeld() {
        contract("columns: set-value-aside");

        NormalisedRows rows =
                rows(WITH_FURTHER, column("1", "2"), column(null, null), column(null, RED));

        assertThat(held(rows, "further")).containsExactly("null", "null");
        assertThat(rows.rejected())
                .containsExactly(new RejectedValue(1, "further", RED, "not-declared"));
    }

    @Test
    void whatIsNotDeclaredSetsItsRowAsideAndIsHeld() {
        contract("columns: set-row-aside");

        NormalisedRows rows =
                rows(WITH_FURTHER, column("1", "2"), column(null, null), column(null, RED));

        assertThat(held(rows, "further")).containsExactly("null", RED);
        assertThat(aside(rows)).containsExactly("false", "true");
    }

    @Test
    void aColumnThatIsGoneIsMissingInEveryRow() {
        contract("columns: follow");
        NormalisedRows followed = rows(List.of("day"), column("2026-01-01", "2026-01-02"));
        assertThat(held(followed, "qty")).containsExactly("null", "null");
        assertThat(followed.rejected()).isEmpty();

        contract("columns: set-value-aside");
        assertThat(rows(List.of("day"), column("2026-01-01", "2026-01-02")).rejected())
                .extracting(RejectedValue::row, RejectedValue::column, RejectedValue::reason)
                .startsWith(tuple(0, "qty", "no-column"))
                .contains(tuple(1, "qty", "no-column"));

        contract("columns: set-row-aside");
        assertThat(aside(rows(List.of("day"), column("2026-01-01", "2026-01-02"))))
                .containsExactly("true", "true");
    }

    @Test
    void columnsMayBeMissingOnlyWhereTheContractLivesWithThat() {
        contract("columns: follow");
        assertThat(normaliser.fits(List.of("day"))).isTrue();
        assertThat(normaliser.fits(List.of("day", "other"))).isFalse();

        contract("columns: freeze");
        assertThat(normaliser.fits(List.of("day"))).isFalse();
        assertThat(normaliser.fits(DECLARED)).isTrue();
    }

    @Test
    void rejectedValuesComeByRow() {
        contract("types: set-value-aside");

        NormalisedRows rows = rows(DECLARED, column("1", "x", "y"), column("z", "z", "2026-01-01"));

        assertThat(rows.rejected())
                .extracting(RejectedValue::row, RejectedValue::column)
                .containsExactly(
                        tuple(0, "day"), tuple(1, "qty"), tuple(1, "day"), tuple(2, "qty"));
    }
}
