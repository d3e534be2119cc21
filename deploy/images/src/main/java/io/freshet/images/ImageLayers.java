package io.freshet.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of an image in layers, from what seldom changes to what always does: the libraries of
 * others are sent to a registry once. All of them belong to root, and nobody else may write them.
 */
final class ImageLayers {

    /** Where all that is Freshet's is. */
    static final String HOME = "/app";

    /** The one folder that the commands write to. */
    static final String DATA = "/data";

    private static final String LIBRARIES = "lib";
    private static final String OWN_JARS = "io.freshet.";
    private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
    private static final FilePermissions OWN_FOLDER = FilePermissions.fromOctalString("700");

    private final Product product;
    private final Path repository;

    ImageLayers(Product product, Path repository) {
        this.product = product;
        this.repository = repository;
    }

    /**
     * @throws IOException where a file cannot be read; {@link java.nio.file.NoSuchFileException}
     *     where it was not built
     */
    List<FileEntriesLayer> all() throws IOException {
        FileEntriesLayer bill =
                FileEntriesLayer.builder()
                        .setName("bill of materials")
                        .addEntry(
                                product.billOfMaterials(repository),
                                in(HOME).resolve("bill-of-materials.cdx.json"))
                        .build();
        return switch (product.form()) {
            case NATIVE -> List.of(executable(), bill);
            case SERVICE -> List.of(libraries(), own(), application(), bill);
            case COMMANDS -> List.of(data(), libraries(), own(), application(), bill);
        };
    }

    private FileEntriesLayer executable() {
        return FileEntriesLayer.builder()
                .setName("executable")
                .addEntry(
                        product.executable(repository).orElseThrow(),
                        in(HOME).resolve(product.name()),
                        EXECUTABLE)
                .build();
    }

    private FileEntriesLayer libraries() throws IOException {
        return layer("libraries", file -> isLibrary(file) && !isOwn(file));
    }

    private FileEntriesLayer own() throws IOException {
        return layer("own libraries", file -> isLibrary(file) && isOwn(file));
    }

    private FileEntriesLayer application() throws IOException {
        return layer("application", file -> !isLibrary(file));
    }

    private FileEntriesLayer data() {
        return FileEntriesLayer.builder()
                .setName("data")
                .addEntry(
                        new FileEntry(
                                product.application(repository),
                                in(DATA),
                                OWN_FOLDER,
                                FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
                                ImageBuild.USER))
                .build();
    }

    private FileEntriesLayer layer(String name, Predicate<Path> which) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        Path folder = product.application(repository);
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(which)
                    .sorted()
                    .forEach(file -> layer.addEntry(folder.resolve(file), in(HOME).resolve(file)));
        }
        return layer.build();
    }

    private static boolean isLibrary(Path file) {
        return file.startsWith(LIBRARIES);
    }

    private static boolean isOwn(Path file) {
        return file.getFileName().toString().startsWith(OWN_JARS);
    }

    private static AbsoluteUnixPath in(String folder) {
        return AbsoluteUnixPath.get(folder);
    }
}
