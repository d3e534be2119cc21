package io.freshet.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.extensibility.Plugin;
import org.junit.jupiter.api.Test;

class PackagedMigrationsTest {

    private static final Path FOLDER = Path.of("src/main/resources");

    private final PackagedMigrations migrations = new PackagedMigrations();

    @Test
    void namesEveryMigrationThereIs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("io/freshet/warehouse/migrations"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PackagedMigrations.NAMES);
        }
    }

    @Test
    void offersThoseThatFlywayAsksFor() {
        assertThat(migrations.getResources("V", new String[] {".sql"}))
                .extracting(LoadableResource::getFilename)
                .containsExactlyElementsOf(PackagedMigrations.NAMES);
        assertThat(migrations.getResources("V", new String[] {".java"})).isEmpty();
        assertThat(migrations.getResources("beforeMigrate", new String[] {".sql"})).isEmpty();
    }

    @Test
    void nativeExecutablesKeepAllOfFlywaysPlugins() throws IOException {
        String kept =
                Files.readString(
                        FOLDER.resolve(
                                "META-INF/native-image/io.freshet/warehouse-schema/reachability-metadata.json"));
        List<String> plugins =
                ServiceLoader.load(Plugin.class).stream().map(p -> p.type().getName()).toList();

        assertThat(plugins)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(kept).contains('"' + name + '"'));
    }
}
