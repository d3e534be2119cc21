package io.freshet.configuration;

import io.freshet.yaml.SectionReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads passwords, which stand in the configuration or in files that it names, as secrets of
 * Kubernetes are mounted. Blocks on reading files.
 */
final class PasswordReader {

    private static final String PASSWORD = "password";
    private static final String FILE = "password-file";

    private final Path folder;

    /**
     * @param folder what relative paths start from
     */
    PasswordReader(Path folder) {
        this.folder = folder;
    }

    /**
     * The password of a section, if it has one; of a file without the line break at its end.
     *
     * @throws io.freshet.yaml.DeclarationException where it is given twice, or cannot be read
     */
    Optional<Secret> read(SectionReader section) {
        Optional<String> password = section.verbatim(PASSWORD).filter(text -> !text.isEmpty());
        Optional<String> file = section.optionalText(FILE);
        if (password.isPresent() && file.isPresent()) {
            throw section.invalid(FILE, "is given beside password; leave one of them out");
        }
        if (file.isPresent()) {
            return Optional.of(contents(section, file.get()));
        }
        return password.map(Secret::new);
    }

    private Secret contents(SectionReader section, String path) {
        try {
            return Secret.in(folder.resolve(path));
        } catch (IOException e) {
            throw section.invalid(
                    FILE,
                    "cannot read %s: %s; check the path and its rights"
                            .formatted(
                                    path,
                                    e instanceof NoSuchFileException
                                            ? "no such file"
                                            : e.toString()));
        }
    }
}
