package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TableOrigin;
import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where documents are, and which tables are made of them. */
class DocumentPlacesTest {

    private static FreshetConfig read(String documents) {
        return new ConfigurationReader(Map.of())
                .read(
                        "freshet.yaml",
                        new StringReader("documents:\n" + documents),
                        Path.of("/etc/freshet"));
    }

    @Test
    void areFoldersBucketsAndServersOfTheWeb() {
        Map<String, DocumentPlace> places =
                read("""
                      - {name: drop, url: file:./drop}
                      - {name: files, url: "s3://files/in", endpoint: "http://minio:9000"}
                      - {name: rates, url: "https://rates.example/{date}.json", since: 2026-11-01}
                      - {name: live, url: "http://127.0.0.1:8080/live?pairs=GBPUSD"}
                    """)
                        .documents();

        assertThat(places.get("drop"))
                .isEqualTo(
                        new DocumentPlace.Stored(
                                new LakeConfig.Folder(Path.of("/etc/freshet/drop"))));
        assertThat(places.get("files"))
                .hasToString("Stored[where=s3://files/in at http://minio:9000]");
        assertThat(places.get("rates"))
                .isEqualTo(
                        new DocumentPlace.Web(
                                "https://rates.example/{date}.json",
                                Optional.of(LocalDate.of(2026, 11, 1))));
        assertThat(places.get("live"))
                .isEqualTo(
                        new DocumentPlace.Web(
                                "http://127.0.0.1:8080/live?pairs=GBPUSD", Optional.empty()));
        assertThat(new ConfigurationReader(Map.of()).readEnvironment().documents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{name: a, url: ftp://x/y} => documents[0].url: must be a folder",
                "{name: a} => documents[0].url: is missing",
                "{name: A, url: file:./x} => documents[0].name: must be lower-case letters",
                "`{name: a, url: \"https://me:hush@host/x\"}` => documents[0].url: must look like",
                "`{name: a, url: \"https://host/x\", since: 2026-11-01}` => documents[0].since: needs a url with {date}",
                "`{name: a, url: \"https://host/{date}\", since: soon}` => documents[0].since: must be a day",
                "`{name: a, url: file:./x, every: 1d}` => documents[0].every"
            })
    void whatIsWrongIsNamed(String line, String message) {
        assertThatThrownBy(() -> read("  - " + line + "\n"))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush");
    }

    private static TableDefinition table(String declared) {
        return PipelineReader.read(
                        "shop.yaml",
                        new StringReader(
                                "pipeline: shop\ntables:\n  t: {key: id, columns: {id: bigint}, %s}\n"
                                        .formatted(declared)))
                .tables()
                .get(0);
    }

    @Test
    void aTableSaysWhereItsRowsAre() {
        assertThat(table("json: drop").origin()).isEqualTo(new TableOrigin.Json("drop", "/*"));
        assertThat(table("json: drop, rows: /a/*/b").origin())
                .isEqualTo(new TableOrigin.Json("drop", "/a/*/b"));
        assertThat(table("json: drop").canonical(java.util.Set.of()))
                .isNotEqualTo(table("json: drop, rows: /a").canonical(java.util.Set.of()));
        assertThatThrownBy(() -> table("json: drop, rows: a"))
                .hasMessageContaining("rows: must be names of members");
        assertThatThrownBy(() -> table("json: drop, csv: a.csv"))
                .hasMessageContaining("json: does not go together with csv");
        assertThatThrownBy(() -> table("json: drop, from: a"))
                .hasMessageContaining("from: does not go together with json");
        assertThatThrownBy(() -> table("rows: /a")).hasMessageContaining("rows");
    }
}
