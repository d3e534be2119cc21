package io.freshet.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Makes images: archives in a folder, or pushed to a registry. Blocks until that is done. */
final class ImageMaker {

    private final ImageSettings settings;
    private final Path folder;

    /**
     * @param folder where archives, and layers for the next time, are kept
     */
    ImageMaker(ImageSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /**
     * Writes an archive in OCI's format for each platform, which any container engine loads.
     *
     * @return the files, {@code NAME-ARCHITECTURE.tar}
     * @throws ImageException where that fails
     */
    List<Path> archives(Product product) {
        List<Path> archives = new ArrayList<>();
        for (Platform platform : platforms(product)) {
            Path archive =
                    folder.resolve(
                            "%s-%s.tar".formatted(product.fileName(), platform.getArchitecture()));
            make(
                    product,
                    Set.of(platform),
                    () -> Containerizer.to(TarImage.at(archive).named(named(product))));
            archives.add(archive);
        }
        return archives;
    }

    /**
     * Pushes it, for all platforms under one name.
     *
     * @param registry where to, with all that stands before the image's name
     * @return its name with its digest
     * @throws ImageException where that fails
     */
    String push(Product product, String registry) {
        String name = registry + "/" + named(product);
        JibContainer pushed =
                make(
                        product,
                        platforms(product),
                        () -> Containerizer.to(ImageBuild.registryImage(name)));
        return name + "@" + pushed.getDigest();
    }

    private interface Target {
        Containerizer open() throws InvalidImageReferenceException;
    }

    private JibContainer make(Product product, Set<Platform> platforms, Target target) {
        try {
            Files.createDirectories(folder);
            return new ImageBuild(product, settings)
                    .image(platforms)
                    .containerize(
                            target.open()
                                    .setToolName("freshet")
                                    .setBaseImageLayersCache(folder.resolve("cache/base"))
                                    .setApplicationLayersCache(folder.resolve("cache/layers")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException(product, "making it was interrupted", e);
        } catch (IOException
                | InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException e) {
            throw new ImageException(
                    product, "it cannot be made on " + settings.baseOf(product), e);
        }
    }

    private String named(Product product) {
        return "%s:%s%s".formatted(product.name(), settings.tag(), product.form().tagEnd());
    }

    /** A native executable is for the processor that it was built on. */
    private Set<Platform> platforms(Product product) {
        return product.form() == Product.Form.NATIVE
                ? Set.of(new Platform(ownArchitecture(), "linux"))
                : settings.platforms();
    }

    private static String ownArchitecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") ? "arm64" : "amd64";
    }
}
