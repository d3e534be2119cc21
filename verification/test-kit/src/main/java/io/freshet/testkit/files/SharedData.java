package io.freshet.testkit.files;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Real data beside the repository ({@code ../shared/data}); tests that need it skip without. */
public final class SharedData {
    private SharedData() {}

    /** The file, or else skips the test that asks for it. */
    public static Path pisa2018(String name) {
        return find("pisa2018/" + name);
    }

    /** The folder with the shop's tables, where it is there. */
    public static Optional<Path> totesys() {
        return look("totesys");
    }

    private static Path find(String name) {
        Optional<Path> found = look(name);
        assumeTrue(found.isPresent(), name + " is not in ../shared/data");
        return found.orElseThrow();
    }

    private static Optional<Path> look(String name) {
        return Stream.iterate(
                        Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/data").resolve(name))
                .filter(Files::isReadable)
                .findFirst();
    }
}
