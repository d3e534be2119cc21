package io.freshet.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.ContainerBuildPlan;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.freshet.testkit.files.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every image, as it is planned; none is made. */
class ProductTest {

    private static final Pattern HELM_IMAGE = Pattern.compile("image: ([a-z-]+), values:");

    @TempDir Path folder;

    @Test
    void thereIsAnImageOfEveryServiceThatTheHelmChartRuns() throws Exception {
        String helpers =
                Files.readString(
                        RepositoryFiles.path("deploy/helm/freshet/templates/_helpers.tpl"));

        assertThat(HELM_IMAGE.matcher(helpers).results().map(image -> image.group(1)))
                .hasSizeGreaterThanOrEqualTo(4)
                .isSubsetOf(Product.ALL.stream().map(Product::name).toList());
    }

    @Test
    void runsAsTheUserThatTheHelmChartAndComposeName() throws Exception {
        assertThat(
                        Files.readString(
                                RepositoryFiles.path(
                                        "deploy/helm/freshet/templates/deployments.yaml")))
                .contains("runAsUser: 185", "runAsGroup: 185");
        assertThat(Files.readString(RepositoryFiles.path("deploy/compose/compose.yaml")))
                .contains("user: \"" + ImageBuild.USER + "\"");
    }

    @Test
    void isForEveryProcessorThatIsAskedForUnderOneName() throws Exception {
        MadeImages images = new MadeImages(folder);
        images.takeNative(MadeImages.product("chart-api-native"));
        Set<Platform> both = Set.of(new Platform("amd64", "linux"), new Platform("arm64", "linux"));

        JibContainerBuilder image =
                new ImageBuild(MadeImages.product("chart-api-native"), images.settings())
                        .image(both);

        ContainerBuildPlan plan = image.toContainerBuildPlan();
        assertThat(plan.getPlatforms()).isEqualTo(both);
        assertThat(plan.getUser()).isEqualTo("185:185");
    }

    @Test
    void hasAListOfMaterialsOfItsOwnWhichItsBuildWrites() throws Exception {
        assertThat(Product.ALL)
                .extracting(product -> product.billOfMaterials(folder))
                .doesNotHaveDuplicates();
        assertThat(Files.readString(RepositoryFiles.path("chart-api/pom.xml")))
                .as("of the executable, whose Netty is another")
                .contains("<goal>dependency-sbom</goal>", "/native-bill-of-materials.cdx.json");
        assertThat(Files.readString(RepositoryFiles.path("pom.xml")))
                .contains("<goal>dependency-sbom</goal>", "/bill-of-materials.cdx.json");
    }

    @Test
    void hasANameOfItsOwn() {
        assertThat(Product.ALL.stream().map(Product::fileName).collect(Collectors.toSet()))
                .hasSameSizeAs(Product.ALL);
        assertThat(Product.ALL)
                .allSatisfy(
                        product ->
                                assertThat(RepositoryFiles.path(product.module() + "/pom.xml"))
                                        .exists());
    }
}
