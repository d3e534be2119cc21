package io.freshet.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of images, made of this build on a base of our own, and read again. */
@Tag("slow")
class ImageMakerTest {

    @TempDir static Path folder;

    private static final Product CHARTS = MadeImages.product("chart-api");
    private static final Product NATIVE_CHARTS = MadeImages.product("chart-api-native");

    private static MadeImages images;
    private static Path archive;
    private static ImageArchive charts;

    @BeforeAll
    static void make() throws Exception {
        images = new MadeImages(folder);
        images.take(CHARTS);
        images.takeNative(NATIVE_CHARTS);
        archive = images.archive(CHARTS, "first");
        charts = ImageArchive.read(archive);
    }

    @Test
    void startTheServiceAsAUserWithoutRightsAndWithTheOptionsOfFreshet() throws IOException {
        assertThat(charts.name()).isEqualTo("chart-api:1.2.3");
        assertThat(charts.architecture()).isEqualTo("amd64");
        assertThat(charts.config())
                .containsEntry("User", "185:185")
                .containsEntry("WorkingDir", "/app")
                .containsEntry("Entrypoint", List.of("java", "-jar", "/app/quarkus-run.jar"))
                .containsEntry("ExposedPorts", Map.of("8080/tcp", Map.of(), "9000/tcp", Map.of()))
                .containsEntry("Volumes", Map.of())
                .doesNotContainKey("Cmd");
        assertThat(((List<?>) charts.config().get("Env")).stream().map(Object::toString))
                .as("with what the base says")
                .contains(
                        "PATH=/usr/bin:/bin",
                        "FRESHET_HTTP_HOST=0.0.0.0",
                        "MALLOC_ARENA_MAX=2",
                        "QUARKUS_LOG_CONSOLE_JSON_ENABLED=true",
                        "JAVA_TOOL_OPTIONS=" + ImageBuild.JAVA_OPTIONS);
        String options = Files.readString(RepositoryFiles.path("local/launcher/java.options"));
        assertThat(
                        ImageBuild.JAVA_OPTIONS
                                .replaceFirst("-XX:MaxRAMPercentage=\\d+ ", "")
                                .split(" "))
                .hasSize(3)
                .allMatch(options::contains);
    }

    @Test
    void sayWhatTheyAre() {
        assertThat(charts.config().get("Labels"))
                .isEqualTo(
                        Map.of(
                                "org.opencontainers.image.title", "chart-api",
                                "org.opencontainers.image.description",
                                        "Serves charts from memory.",
                                "org.opencontainers.image.version", "1.2.3",
                                "org.opencontainers.image.revision", "0123abc",
                                "org.opencontainers.image.licenses", "Apache-2.0"));
    }

    @Test
    void keepWhatSeldomChangesApartFromWhatAlwaysDoes() {
        assertThat(charts.layers()).hasSize(5);
        assertThat(names(0)).containsExactly("etc/freshet-test-base");
        assertThat(names(1))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("app/lib/"))
                .noneMatch(name -> name.contains("/io.freshet."));
        assertThat(names(2))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("app/lib/main/io.freshet."));
        assertThat(names(3))
                .contains("app/quarkus-run.jar", "app/quarkus/generated-bytecode.jar")
                .noneMatch(name -> name.startsWith("app/lib"));
        assertThat(names(4)).containsExactly("app/bill-of-materials.cdx.json");
    }

    private static List<String> names(int layer) {
        return charts.layers().get(layer).stream()
                .filter(entry -> !entry.isDirectory())
                .map(TarArchiveEntry::getName)
                .toList();
    }

    @Test
    void letNobodyButRootWriteTheirFiles() {
        assertThat(charts.layers())
                .allSatisfy(
                        layer ->
                                assertThat(layer)
                                        .allMatch(entry -> entry.getLongUserId() == 0)
                                        .allMatch(entry -> (entry.getMode() & 0022) == 0));
    }

    @Test
    void areOfTheSameFilesForAnotherProcessorOnABaseForIt() throws Exception {
        MadeImages others =
                new MadeImages(Files.createDirectory(folder.resolve("another")), "arm64");
        others.take(CHARTS);

        Path made = others.archive(CHARTS, "made");

        assertThat(made.getFileName()).hasToString("chart-api-arm64.tar");
        ImageArchive arm = ImageArchive.read(made);
        assertThat(arm.architecture()).isEqualTo("arm64");
        assertThat(arm.layers()).isEqualTo(charts.layers());
        assertThat(arm.config()).isEqualTo(charts.config());
    }

    @Test
    void areEqualWhereTheyAreMadeOfTheSame() throws IOException {
        assertThat(ImageArchive.read(images.archive(NATIVE_CHARTS, "again")).digest())
                .isEqualTo(ImageArchive.read(images.archive(NATIVE_CHARTS, "once-more")).digest());
    }

    @Test
    void holdANativeExecutableAloneAndNoJava() throws IOException {
        ImageArchive made = ImageArchive.read(images.archive(NATIVE_CHARTS, "native"));

        assertThat(made.name()).isEqualTo("chart-api:1.2.3-native");
        assertThat(made.config()).containsEntry("Entrypoint", List.of("/app/chart-api"));
        assertThat(made.config().get("Env").toString()).doesNotContain("JAVA");
        TarArchiveEntry executable = made.layers().get(1).get(1);
        assertThat(executable.getName()).isEqualTo("app/chart-api");
        assertThat(executable.getMode() & 0777).isEqualTo(0755);
    }

    @Test
    void areRefusedWithTheFileThatIsMissing() throws IOException {
        Path bill = CHARTS.billOfMaterials(images.settings().repository());
        Path aside = Files.move(bill, bill.resolveSibling("aside"));
        try {
            assertThatThrownBy(() -> images.archive(CHARTS, "third"))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("chart-api")
                    .hasMessageContaining("bill-of-materials.cdx.json");
        } finally {
            Files.move(aside, bill);
        }
    }

    @Test
    void runAsTheirUserOnARootThatCannotBeWritten() throws Exception {
        ContainedRun.assumePossible();
        Path root = Files.createDirectory(folder.resolve("root"));
        ImageArchive.unpack(archive, root);

        // Where nobody listens: what a service is without others is told by itself.
        Map<String, String> alone =
                Map.of(
                        "FRESHET_BROKER_URL", "amqp://nobody:nothing@127.0.0.1:1",
                        "FRESHET_WAREHOUSE_URL", "postgresql://127.0.0.1:1/nothing",
                        "FRESHET_WAREHOUSE_USERNAME", "nobody");

        try (ContainedRun run =
                ContainedRun.start(new UnpackedImage(root, charts.config()), alone)) {
            run.awaitAlive();
            assertThat(run.user()).isEqualTo("185");
            assertThat(run.canWriteRoot()).isFalse();
            // lines of the log are JSON
            run.awaitLine(Pattern.compile("^\\{\"timestamp\":.*\"message\":.*}$"));
        }
    }
}
