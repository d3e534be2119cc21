package io.freshet.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with what must be answered, byte for byte. It is written anew only where the system
 * property {@value #UPDATE} is {@code true}; the test fails then all the same, so that nobody
 * leaves the property set.
 */
final class GoldenFile {

    private static final String UPDATE = "golden.update";
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private final Path path;

    /**
     * @param name the file's path within the folder of golden files
     */
    GoldenFile(String name) {
        path = FOLDER.resolve(name);
    }

    /** Fails unless the file holds exactly this text, in UTF-8. */
    void assertHolds(String text) {
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, text);
                fail(
                        "%s was written: look at what changed in it, and run without -D%s",
                        path, UPDATE);
            }
            assertThat(path).exists();
            assertThat(text).as(path.toString()).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }
}
