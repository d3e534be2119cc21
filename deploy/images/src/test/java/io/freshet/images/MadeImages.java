package io.freshet.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Images as they are made of this build, on a base of our own, as no registry is asked. */
final class MadeImages {

    static final Instant CREATED = Instant.parse("2026-11-20T00:00:00Z");

    private static final String BILL = "{\"bomFormat\":\"CycloneDX\"}";

    private final Path folder;
    private final Path repository;
    private final Path base;
    private final Platform platform;

    /**
     * For a processor as most are.
     *
     * @param folder where all of it is, and nothing else
     */
    MadeImages(Path folder) throws Exception {
        this(folder, "amd64");
    }

    /**
     * @param folder where all of it is, and nothing else
     * @param architecture of the processors that the base is for
     */
    MadeImages(Path folder, String architecture) throws Exception {
        this.folder = folder;
        this.platform = new Platform(architecture, "linux");
        this.repository = folder.resolve("repository");
        this.base = folder.resolve("base.tar");
        Path release = Files.writeString(folder.resolve("freshet-test-base"), "of a test\n");
        Jib.fromScratch()
                .setPlatforms(Set.of(platform))
                .setEnvironment(Map.of("PATH", "/usr/bin:/bin"))
                .addLayer(List.of(release), "/etc")
                .containerize(
                        Containerizer.to(TarImage.at(base).named("base:test"))
                                .setBaseImageLayersCache(folder.resolve("base-cache"))
                                .setApplicationLayersCache(folder.resolve("base-layers")));
    }

    ImageSettings settings() {
        return new ImageSettings(
                repository,
                Jib.TAR_IMAGE_PREFIX + base,
                Jib.TAR_IMAGE_PREFIX + base,
                "1.2.3",
                "0123abc",
                CREATED,
                Set.of(platform));
    }

    /** Takes a program as this build made it, and a list of materials that stands in for its. */
    void take(Product product) throws IOException {
        Path from = product.application(RepositoryFiles.path(""));
        if (Files.notExists(from)) {
            throw new IllegalStateException(
                    "%s is missing; build it with mvn -pl %s -am package -DskipTests"
                            .formatted(from, product.module()));
        }
        Path to = product.application(repository);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        writeBill(product);
    }

    /** Takes an executable that stands in for a native one. */
    void takeNative(Product product) throws IOException {
        Files.createDirectories(product.target(repository));
        Files.writeString(
                product.target(repository).resolve(product.name() + "-1.2.3-runner"), "#!");
        writeBill(product);
    }

    private void writeBill(Product product) throws IOException {
        Files.writeString(product.billOfMaterials(repository), BILL);
    }

    /** Makes an archive, with caches of its own. */
    Path archive(Product product, String name) {
        return new ImageMaker(settings(), folder.resolve(name)).archives(product).get(0);
    }

    /** The one of that name. */
    static Product product(String fileName) {
        return Product.ALL.stream()
                .filter(product -> product.fileName().equals(fileName))
                .findFirst()
                .orElseThrow();
    }
}
