package io.freshet.forage.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WebAssetsTest {
    private static final int MOST_COMPRESSED_BYTES = 500_000;
    private static final Pattern IMPORT =
            Pattern.compile("from \"(\\.[^\"]+)\"|import \"(\\.[^\"]+)\"");
    private static final Pattern OTHER_HOST =
            Pattern.compile("(?:src|href|url|import|fetch)\\W{1,3}(https?:)?//");

    private static final List<String> LIBRARIES = List.of("lib/d3.min.js", "lib/d3.LICENSE.txt");

    private final WebAssets assets = new WebAssets();
    private final Path folder = Path.of("src/main/resources/forage-web");

    @Test
    void listsEveryFileThatTheBuildPutsThere() throws IOException {
        // Given
        Stream<String> built = Stream.concat(files(), LIBRARIES.stream());
        // When / Then
        assertThat(built).allSatisfy(name -> assertThat(assets.find(name)).as(name).isPresent());
    }

    @Test
    void isSmallEnoughForAFirstVisit() throws IOException {
        // When
        int bytes =
                Stream.concat(files(), LIBRARIES.stream())
                        .mapToInt(name -> assets.find(name).orElseThrow().gzipped().length())
                        .sum();
        // Then
        assertThat(bytes).isLessThan(MOST_COMPRESSED_BYTES);
    }

    @Test
    void importsOnlyFilesThatAreThere() throws IOException {
        // When / Then
        for (String name : files().filter(name -> name.startsWith("js/")).toList()) {
            Path here = folder.resolve(name);
            List<MatchResult> imports = IMPORT.matcher(Files.readString(here)).results().toList();
            assertThat(imports)
                    .allSatisfy(
                            found -> {
                                String target =
                                        found.group(1) == null ? found.group(2) : found.group(1);
                                assertThat(here.resolveSibling(target).normalize()).exists();
                            });
        }
    }

    @Test
    void loadsNothingFromOtherHosts() throws IOException {
        // When / Then
        for (String name : files().toList()) {
            assertThat(Files.readString(folder.resolve(name)))
                    .as(name)
                    .doesNotContainPattern(OTHER_HOST);
        }
    }

    @Test
    void namesItsContentInItsPath() {
        // When
        String page =
                assets.find("index.html").orElseThrow().plain().toString(StandardCharsets.UTF_8);
        // Then
        assertThat(page).contains(assets.path() + "/js/dashboard.js").doesNotContain("@assets@");
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk
                    .filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("files.txt"))
                    .toList()
                    .stream();
        }
    }
}
