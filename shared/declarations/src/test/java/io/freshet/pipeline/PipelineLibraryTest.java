package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which definitions there are, and which of them count. */
class PipelineLibraryTest {

    private static String shop(String name, String chart) {
        return """
        pipeline: %s
        tables:
          orders: {key: id, columns: {branch: text}}
        summaries:
          by_branch: {table: orders, group-by: branch}
        charts:
          %s: {description: All., summary: by_branch, total: {orders: =count}}
        """
                .formatted(name, chart);
    }

    @Test
    void comesWithDefinitionsOfItsOwn() {
        assertThat(PipelineLibrary.load(List.of()).all())
                .extracting(PipelineDefinition::name)
                .containsExactly("pisa", "totesys");
    }

    @Test
    void whatComesWithFreshetTakesNoAddressWhereItIsNotUsed(@TempDir Path folder)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("shop.yaml"), shop("shop\npath: .", "submissions"));
        PipelineLibrary library = PipelineLibrary.load(List.of(file));

        assertThat(library.names()).containsExactly("pisa", "totesys", "shop");
        assertThat(library.inUse(Set.of("shop", "totesys")).names())
                .containsExactly("totesys", "shop");
        assertThatThrownBy(() -> library.inUse(Set.of("shop", "pisa")))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("submissions is defined by pipelines pisa and shop");
    }

    @Test
    void noDefinitionHasTheNameOfOneThatComesWithFreshet(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), shop("totesys", "revenue"));

        assertThatThrownBy(() -> PipelineLibrary.load(List.of(file)))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("pipeline totesys is defined twice");
    }

    @Test
    void ofThoseOfItsOwnOnlyWhatSourcesUseCounts() {
        PipelineLibrary library = PipelineLibrary.load(List.of());

        assertThat(library.inUse(Set.of("totesys")).all())
                .extracting(PipelineDefinition::name)
                .containsExactly("totesys");
        assertThat(library.inUse(Set.of()).all())
                .extracting(PipelineDefinition::name)
                .containsExactly("pisa");
        assertThat(library.byDefault()).map(PipelineDefinition::name).contains("pisa");
    }
}
