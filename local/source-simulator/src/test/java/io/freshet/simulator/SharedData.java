package io.freshet.simulator;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Real data beside the repository ({@code ../shared/data}); tests that need it skip without. */
public final class SharedData {
    private SharedData() {}

    /** The file, or else skips the test that asks for it. */
    public static Path pisa2018(String name) {
        Optional<Path> found =
                Stream.iterate(
                                Path.of("").toAbsolutePath(),
                                folder -> folder != null,
                                Path::getParent)
                        .map(folder -> folder.resolve("shared/data/pisa2018").resolve(name))
                        .filter(Files::isReadable)
                        .findFirst();
        assumeThat(found)
                .withFailMessage("Skipped: %s is not in ../shared/data/pisa2018", name)
                .isPresent();
        return found.orElseThrow();
    }
}
