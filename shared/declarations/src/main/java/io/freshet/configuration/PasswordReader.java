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
    private static final String FILE = "-file";

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
        return read(section, PASSWORD);
    }

    /**
     * A secret of a section, if it has one, given under a key, or in a file named under that key
     * with {@code -file}.
     *
     * @throws io.freshet.yaml.DeclarationException as above
     */
    Optional<Secret> read(SectionReader section, String key) {
        Optional<String> secret = section.verbatim(key).filter(text -> !text.isEmpty());
        Optional<String> file = section.optionalText(key + FILE);
        if (secret.isPresent() && file.isPresent()) {
            throw section.invalid(
                    key + FILE, "is given beside %s; leave one of them out".formatted(key));
        }
        if (file.isPresent()) {
            return Optional.of(contents(section, key + FILE, file.get()));
        }
        return secret.map(Secret::new);
    }

    private Secret contents(SectionReader section, String key, String path) {
        try {
            return Secret.in(folder.resolve(path));
        } catch (IOException e) {
            throw section.invalid(
                    key,
                    "cannot read %s: %s; check the path and its rights"
                            .formatted(
                                    path,
                                    e instanceof NoSuchFileException
                                            ? "no such file"
                                            : e.toString()));
        }
    }
}
