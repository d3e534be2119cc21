package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the data is about stands in pipeline definitions; the engine has no word of it. */
class EngineKnowsNoPipelineTest {

    private static final Pattern WORDS =
            Pattern.compile(
                    "pisa|\\bcnt\\b|\\bescs\\b|\\btmins\\b|durecec|(?<![.])\\bresponses\\b(?![.])|countr(y|ies)"
                            + "|totesys|sales_order|counterparty");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared/change-events",
                "shared/declarations",
                "shared/service-runtime",
                "shared/warehouse-schema",
                "shared/grants",
                "poller-service",
                "aggregator-service",
                "lake-service",
                "chart-api"
            })
    void hasNoWordOfAPipeline(String module) throws IOException {
        Path sources = RepositoryFiles.path(module + "/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> found =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(EngineKnowsNoPipelineTest::wordsIn)
                            .toList();

            assertThat(found).isEmpty();
        }
    }

    private static Stream<String> wordsIn(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> WORDS.matcher(line.toLowerCase(Locale.ROOT)).find())
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
