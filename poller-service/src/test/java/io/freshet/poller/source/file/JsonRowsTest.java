package io.freshet.poller.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of JSON documents, as definitions declare them. */
class JsonRowsTest {

    private static final TableDefinition RATES =
            table(
                    """
                    json: rates
                    rows: /*/*
                    key: id
                    columns:
                      id: {type: text, from: "#id"}
                      day: {type: date, from: "/date | #day"}
                      base: {type: text, from: "#parent"}
                      name: {type: text, from: "#name"}
                      rate: {type: numeric, from: "rate | #value"}
                    """);
    private static final TableDefinition ORDERS =
            table(
                    """
                    json: orders
                    key: id
                    columns: {id: bigint, note: verbatim, paid: boolean, lines: jsonb}
                    """);

    private static TableDefinition table(String declared) {
        return PipelineReader.read(
                        "shop.yaml",
                        new StringReader("pipeline: shop\ntables:\n  t:\n" + declared.indent(4)))
                .tables()
                .get(0);
    }

    private static List<List<String>> read(TableDefinition table, String content)
            throws FileProblem {
        return read(table, "2026-11-26", content);
    }

    private static List<List<String>> read(TableDefinition table, String name, String content)
            throws FileProblem {
        return new JsonRows(table)
                        .read(new JsonRows.Document(name, LocalDate.of(2026, 11, 26), content), 7)
                        .byKey()
                        .values()
                        .stream()
                        .map(FileRows.FileRow::values)
                        .toList();
    }

    @Test
    void bothShapesOfExchangeRatesAreReadByOneDeclaration() throws FileProblem {
        assertThat(
                        read(
                                RATES,
                                """
                                {"rates": {"GBPUSD": {"rate": 1.2500, "timestamp": 1532428706},
                                           "GBPEUR": {"rate": 1.2, "timestamp": 1532428706}},
                                 "code": 200}"""))
                .containsExactlyInAnyOrder(
                        List.of("2026-11-26/GBPUSD", "2026-11-26", "rates", "GBPUSD", "1.2500"),
                        List.of("2026-11-26/GBPEUR", "2026-11-26", "rates", "GBPEUR", "1.2"));
        assertThat(
                        read(
                                RATES,
                                "{\"date\": \"2026-11-25\", \"gbp\": {\"usd\": 1.25, \"eur\": 1e-3}}"))
                .containsExactlyInAnyOrder(
                        List.of("2026-11-26/usd", "2026-11-25", "gbp", "usd", "1.25"),
                        List.of("2026-11-26/eur", "2026-11-25", "gbp", "eur", "0.001"));
    }

    @Test
    void nullFalseZeroAndTheEmptyTextAreFourThings() throws FileProblem {
        List<List<String>> rows =
                read(
                        ORDERS,
                        """
                        [{"id": 1, "note": "", "paid": false, "lines": [{"n": 2.50}]},
                         {"id": 2, "note": null, "paid": true}, {"id": 3, "note": "0"}]""");

        assertThat(rows.get(0)).containsExactly("1", "", "false", "[{\"n\":2.50}]");
        assertThat(rows.get(1)).containsExactly("2", null, "true", null);
        assertThat(rows.get(2)).containsExactly("3", "0", null, null);
    }

    @Test
    void aLineMayBeARow() throws FileProblem {
        assertThat(read(ORDERS, "a.jsonl", "{\"id\": 1}\n\n{\"id\": 2}\n")).hasSize(2);
        assertThat(read(ORDERS, "[]")).isEmpty();
    }

    @Test
    void aDocumentIsGoodAsAWholeOrNotAtAll() {
        assertUnfit("[{\"id\": 1}", "is no JSON: ");
        assertUnfit("[{\"id\": 1}] x", "is no JSON: ");
        assertUnfit("[{\"id\": 1, \"id\": 2}]", "is no JSON: Duplicate field");
        assertUnfit("7", "has nothing at /*");
        assertUnfit("[{\"id\": 1}, {\"no\": 2}]", "has 1 rows without id");
        assertUnfit("[{\"id\": \"x\"}]", "the key x is no whole number");
        assertUnfit(
                "[{\"id\": 1, \"note\": \"a\"}, {\"id\": 1}]",
                "several rows with the same id: [1]");
    }

    @Test
    void aNumberThatWouldFillTheMemoryStaysAsItIsWritten() throws FileProblem {
        assertThat(read(ORDERS, "[{\"id\": 1, \"note\": 1.5e1999999999}]").get(0).get(1))
                .hasSizeLessThan(30);
    }

    private static void assertUnfit(String content, String sentence) {
        assertThatThrownBy(() -> read(ORDERS, content))
                .isInstanceOf(FileProblem.class)
                .hasMessageContaining(sentence);
    }
}
