package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/pipelines.md: its example is a definition, and its table has every key that is read. */
class PipelinePageTest {

    private static final Path READERS =
            RepositoryFiles.path("shared/declarations/src/main/java/io/freshet/pipeline");
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n(pipeline: .*?)```", Pattern.DOTALL);
    private static final Pattern KEY_READ =
            Pattern.compile(
                    "(?:\\.(?:text|optionalText|texts|has|namedSections|optionalSection|section)\\(\\s*|pattern\\(\\w+,"
                            + " |static final String KEY = )\"([a-z-]+)\"");

    private static final Pattern KEY_EXPLAINED = Pattern.compile("`(?:….)?([a-z-]+)(?:\\.NAME)?`");

    @Test
    void hasAnExampleThatIsRead() throws IOException {
        Matcher example = EXAMPLE.matcher(page());
        assertThat(example.find()).isTrue();

        PipelineDefinition definition =
                PipelineReader.read("docs/pipelines.md", new StringReader(example.group(1)));

        assertThat(definition.charts()).hasSize(3);
    }

    @Test
    void comesWithExamplesThatAreRead() throws IOException {
        try (Stream<Path> files = Files.walk(RepositoryFiles.path("examples"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(PipelineLibrary.load(List.of(file)).all())
                                            .hasSizeGreaterThan(2));
        }
    }

    @Test
    void explainsEveryKeyThatIsRead() throws IOException {
        Set<String> read = keysRead();

        assertThat(read).contains("group-by", "time-bucket", "otherwise", "missing", "pattern");
        assertThat(page()).satisfies(page -> assertThat(keysExplained(page)).containsAll(read));
    }

    private static Set<String> keysRead() throws IOException {
        try (Stream<Path> files = Files.walk(READERS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(PipelinePageTest::text)
                    .flatMap(source -> KEY_READ.matcher(source).results())
                    .map(key -> key.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> keysExplained(String page) {
        return KEY_EXPLAINED
                .matcher(page)
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toSet());
    }

    private static String page() throws IOException {
        return Files.readString(RepositoryFiles.path("docs/pipelines.md"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
