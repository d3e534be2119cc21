package io.freshet.testkit.files;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of this repository, wherever in it the process was started. */
public final class RepositoryFiles {

    private static final String HOME_PROPERTY = "freshet.home";
    private static final String ONLY_IN_ROOT = "freshet.cmd";

    private RepositoryFiles() {}

    /**
     * A file or folder.
     *
     * @param path from the repository's root, with slashes
     * @throws IllegalStateException where the process works outside of the repository and {@code
     *     -Dfreshet.home} does not name its root
     */
    public static Path path(String path) {
        return root().resolve(path);
    }

    private static Path root() {
        Path folder = Path.of(System.getProperty(HOME_PROPERTY, ".")).toAbsolutePath().normalize();
        while (!Files.exists(folder.resolve(ONLY_IN_ROOT))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "this is not Freshet's repository; name its root with -D" + HOME_PROPERTY);
            }
        }
        return folder;
    }
}
