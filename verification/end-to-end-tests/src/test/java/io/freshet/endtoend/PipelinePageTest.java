package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of definitions, that of docs/pipelines.md included, are definitions. */
class PipelinePageTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n(pipeline: .*?)```", Pattern.DOTALL);

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

    private static String page() throws IOException {
        return Files.readString(RepositoryFiles.path("docs/pipelines.md"));
    }
}
