package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the warehouse is laid out stands in one package; no other spells it. */
class OneOwnerOfTheLayoutTest {

    /** Freshet's tables, columns of summaries and rows, the width of ranges, quoting. */
    private static final Pattern LAYOUT =
            Pattern.compile(
                    "(?<![\\w.])freshet\\.(installation|source|source_lease|source_status|table_mark|poller"
                            + "|applied|key_range|quarantine|catalogue)(?![\\w.-])|\\b(into|from|update|join|using|lock"
                            + " table) freshet\\.|freshet_applied"
                            + "|\"(source_lease|source_status|table_mark|key_range)\""
                            + "|\"_(count|sum)\"|\\bdate_bin\\b|\\brange_number\\b|>> 10\\b|WIDTH ="
                            + " 1_?024\\b|1,024|replace\\(\"\\\\\"\", \"\\\\\"\\\\\"\"\\)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared/change-events",
                "shared/declarations",
                "shared/service-runtime",
                "poller-service",
                "aggregator-service",
                "chart-api",
                "lake-service",
                "forage-dashboard",
                "local/launcher"
            })
    void noOtherModuleSpellsIt(String module) throws IOException {
        Path sources = RepositoryFiles.path(module + "/src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> found =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(OneOwnerOfTheLayoutTest::spelledIn)
                            .toList();

            assertThat(found).as("use io.freshet.warehouse.layout in place of these").isEmpty();
        }
    }

    private static Stream<String> spelledIn(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> LAYOUT.matcher(line).find())
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
