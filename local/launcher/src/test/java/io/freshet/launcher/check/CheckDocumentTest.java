package io.freshet.launcher.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.commandline.CheckOptions;
import io.freshet.commandline.FreshetCommands;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check says of a file in which several things are wrong, to people and to programs. */
class CheckDocumentTest {

    @TempDir private Path folder;

    @Test
    void peopleGetALineForEachWithLineAndColumn() throws IOException {
        assertThat(check("text").lines())
                .containsExactly(
                        "configuration            FAILED  %s, line 1, column 14: http.port: must be a whole number from 0 to 65535, not \"eighty\""
                                .formatted(file()),
                        "configuration            FAILED  %s, line 2, column 9: sorces: unknown key; did you mean sources? known here: sources, broker, warehouse, lake, documents, alerts, http, pipelines"
                                .formatted(file()),
                        "not well: 2 of 2, see the lines marked FAILED");
    }

    @Test
    void peopleGetColumnsThatLongNamesDoNotShift() throws IOException {
        String source = "the-shop-at-the-end-of-the-road";

        String said =
                check(
                        """
                        broker: {url: "amqp://127.0.0.1:1"}
                        warehouse: {url: "postgresql://u@127.0.0.1:1/w"}
                        sources: [{name: %s, url: "postgresql://u@127.0.0.1:1/s", pipeline: pisa, country: FRA}]
                        """
                                .formatted(source),
                        "text");

        assertThat(said.lines().filter(line -> !line.startsWith("not well")))
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        line ->
                                assertThat(line.substring("source ".length() + source.length()))
                                        .matches(" (ok|FAILED|note) .*"))
                .anyMatch(line -> line.startsWith("source " + source));
    }

    @Test
    void programsGetFileLineColumnKeyValueAndWhatIsAllowed() throws IOException {
        JsonObject all = new JsonObject(check("json"));

        assertThat(all.getBoolean("well")).isFalse();
        assertThat(all.getJsonArray("findings").getJsonObject(0).getMap())
                .containsEntry("what", "configuration")
                .containsEntry("state", "failed")
                .containsEntry("file", file().toString())
                .containsEntry("line", 1)
                .containsEntry("column", 14)
                .containsEntry("key", "http.port")
                .containsEntry("value", "eighty")
                .containsEntry("text", "must be a whole number from 0 to 65535, not \"eighty\"");
    }

    @Test
    void editorsGetAllThatSarifRequires() throws IOException {
        JsonObject log = new JsonObject(check("sarif"));

        assertThat(log.getString("version")).isEqualTo("2.1.0");
        assertThat(log.getString("$schema")).endsWith("sarif-schema-2.1.0.json");
        JsonObject run = only(log.getJsonArray("runs"));
        JsonObject driver = run.getJsonObject("tool").getJsonObject("driver");
        assertThat(driver.getString("name")).isNotBlank();
        List<String> rules =
                objects(driver.getJsonArray("rules")).map(rule -> rule.getString("id")).toList();
        assertThat(rules).doesNotHaveDuplicates();
        assertThat(objects(run.getJsonArray("results")))
                .hasSize(2)
                .allSatisfy(
                        result -> {
                            assertThat(result.getJsonObject("message").getString("text"))
                                    .isNotBlank();
                            assertThat(result.getString("level"))
                                    .isIn("none", "note", "warning", "error");
                            assertThat(result.getString("ruleId")).isIn(rules);
                            JsonObject place =
                                    only(result.getJsonArray("locations"))
                                            .getJsonObject("physicalLocation");
                            assertThat(place.getJsonObject("artifactLocation").getString("uri"))
                                    .isEqualTo(file().toString());
                            assertThat(place.getJsonObject("region").getInteger("startLine"))
                                    .isPositive();
                            assertThat(place.getJsonObject("region").getInteger("startColumn"))
                                    .isPositive();
                        });
    }

    private static JsonObject only(JsonArray array) {
        assertThat(array).hasSize(1);
        return array.getJsonObject(0);
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private Path file() {
        return folder.resolve("freshet.yaml");
    }

    private String check(String format) throws IOException {
        return check("http: {port: eighty}\nsorces: []\n", format);
    }

    private String check(String configuration, String format) throws IOException {
        Files.writeString(file(), configuration);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);
        int status =
                new FreshetCommands(out, out)
                        .on(CheckOptions.class, options -> CheckCommand.run(options, out))
                        .execute("check", "--config", file().toString(), "--format", format);
        assertThat(status).isEqualTo(1);
        return said.toString(UTF_8);
    }
}
