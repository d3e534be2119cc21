package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.DeclarationProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of files in which several things are wrong, and of such as cannot be read. */
class AllErrorsAtOnceTest {

    @Test
    void saysWhatIsNearToAFileThatIsMissing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("freshet.yaml"), "sources: []");

        assertThatThrownBy(
                        () -> new ConfigurationReader(Map.of()).read(folder.resolve("freshet.yml")))
                .hasMessageContaining("there is no such file; did you mean freshet.yaml?");
        assertThatThrownBy(() -> new ConfigurationReader(Map.of()).read(folder))
                .hasMessageContaining("it is a folder; name a file in it; there is: freshet.yaml");
    }

    @Test
    void tellsAllThatIsWrongAtOnceWithItsPlaceAndValue() {
        String text =
                """
                sources:
                  - {name: fra, url: "postgresql://h/fra", username: r, password: "${FRA}", poll-interval: soon, pooled: perhaps, pol-interval: 1s}
                  - {name: ita, url: "postgresql://h/ita", username: r, pipeline: piza}
                http: {port: 99999, managment-port: 9000}
                """;

        assertThatThrownBy(
                        () ->
                                new ConfigurationReader(Map.of())
                                        .read("freshet.yaml", new StringReader(text), Path.of(".")))
                .isInstanceOfSatisfying(
                        DeclarationException.class,
                        thrown ->
                                assertThat(thrown.problems())
                                        .extracting(
                                                problem ->
                                                        "%d:%d %s %s"
                                                                .formatted(
                                                                        problem.location().line(),
                                                                        problem.location().column(),
                                                                        problem.key(),
                                                                        problem.value().orElse("")))
                                        .containsExactly(
                                                "2:67 ${FRA} ",
                                                "2:92 sources[0].poll-interval soon",
                                                "2:106 sources[0].pooled perhaps",
                                                "2:129 sources[0].pol-interval 1s",
                                                "3:67 sources[1].pipeline piza",
                                                "4:14 http.port 99999",
                                                "4:37 http.managment-port 9000"))
                .hasMessageStartingWith("7 things are declared wrongly:")
                .hasMessageContaining("unknown key; did you mean poll-interval?")
                .hasMessageContaining("unknown key; did you mean management-port?")
                .hasMessageContaining("one of [pisa, totesys]; did you mean pisa?");
    }

    @Test
    void oneBadPartHidesNoErrorOfAnother(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("shop.yaml"),
                """
                pipeline: shop
                tables:
                  Orders: {key: id, colums: {a: text}}
                  lines: {key: id, rows: /x, columns: {id: integer, note: {type: text, pattern: x}}}
                  items: {key: id, columns: {id: integer}}
                charts:
                  Total: {value: count, of: items}
                  rows: {rows: items, columns: [id], order: id, by: id}
                """);
        Path file =
                Files.writeString(
                        folder.resolve("freshet.yaml"),
                        """
                        pipelines: [shop.yaml]
                        sources:
                          - {name: fra, url: "postgresql://h/fra", username: r, pipeline: shop, row-security: filterd, poll-interval: soon}
                        broker: {url: nowhere}
                        lake: {url: "nothing:"}
                        alerts: {on: [drft], email: {host: h, from: a@b.c, to: a@b.c, tls: startls}, slack: {ul: x}}
                        http: {port: 99999, charts: tokn}
                        """);

        assertThatThrownBy(() -> new ConfigurationReader(Map.of()).read(file))
                .isInstanceOfSatisfying(
                        DeclarationException.class,
                        thrown ->
                                assertThat(thrown.problems())
                                        .extracting(DeclarationProblem::key)
                                        .containsExactlyInAnyOrder(
                                                "tables.Orders.name",
                                                "tables.Orders.columns",
                                                "tables.Orders.colums",
                                                "tables.lines.rows",
                                                "tables.lines.columns.note.pattern",
                                                "charts.Total.name",
                                                "charts.rows.by",
                                                "sources[0].row-security",
                                                "sources[0].poll-interval",
                                                "broker.url",
                                                "lake.url",
                                                "alerts.on",
                                                "alerts.email.tls",
                                                "alerts.slack.url",
                                                "alerts.slack.ul",
                                                "http.port",
                                                "http.charts"))
                .hasMessageContaining("colums: unknown key; did you mean columns?")
                .hasMessageContaining("rows: is for a table of json; leave it out")
                .hasMessageContaining("not filterd; did you mean filtered?")
                .hasMessageContaining("not startls; did you mean starttls?");
    }

    @Test
    void aBadDefinitionDoesNotStopTheOthers(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), "pipeline: shop\ntables: {orders: {}}\n");
        Path file =
                Files.writeString(
                        folder.resolve("freshet.yaml"),
                        """
                        pipelines: [shop.yaml]
                        sources:
                          - {name: fra, url: "postgresql://h/fra", username: r, pipeline: pisa}
                          - {name: all, url: "postgresql://h/all", username: r, pipeline: shop}
                        """);
        List<String> told = new ArrayList<>();
        ConfigurationReader reader = new ConfigurationReader(Map.of());

        FreshetConfig config = reader.readWhatCanRun(file, bad -> told.add(bad.getMessage()));

        assertThat(config.sources()).extracting(SourceConfig::name).containsExactly("fra");
        assertThat(told).singleElement().asString().contains("shop.yaml, line 2: tables.orders.");
        assertThatThrownBy(() -> reader.read(file))
                .hasMessageContaining("shop.yaml, line 2: tables.orders.")
                .hasMessageNotContaining("sources[1]");
    }
}
