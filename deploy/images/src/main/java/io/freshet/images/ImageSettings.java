package io.freshet.images;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * What images are made of and called.
 *
 * @param repository the root of the repository, whose modules are built
 * @param base what images of a JVM stand on: an image's name in a registry, or {@code tar://FILE}
 * @param nativeBase the same for native executables
 * @param tag what they are tagged with
 * @param revision the commit that they were built of
 * @param created the date in them; always the same for the same commit, so that equal images are
 *     equal byte by byte
 * @param platforms what those of a JVM are for
 */
record ImageSettings(
        Path repository,
        String base,
        String nativeBase,
        String tag,
        String revision,
        Instant created,
        Set<Platform> platforms) {

    /** Keeps a copy. */
    ImageSettings {
        platforms = Set.copyOf(platforms);
    }

    /** What an image stands on. */
    String baseOf(Product product) {
        return product.form() == Product.Form.NATIVE ? nativeBase : base;
    }
}
