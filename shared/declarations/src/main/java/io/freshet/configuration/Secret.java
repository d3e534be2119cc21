package io.freshet.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that must not be shown: its text form hides it.
 *
 * @param first the secret as it was first read
 * @param file the file that it stands in and may be changed in, if any
 */
public record Secret(String first, Optional<Path> file) {

    /** No password at all. */
    public static final Secret NONE = new Secret("");

    public Secret {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(file, "file");
    }

    /** A secret that does not change. */
    public Secret(String value) {
        this(value, Optional.empty());
    }

    /**
     * Reads one from a file. Blocks.
     *
     * @throws IOException where it cannot be read
     */
    static Secret in(Path file) throws IOException {
        return new Secret(read(file), Optional.of(file));
    }

    /**
     * The secret itself. Where it stands in a file it is read anew, so that a changed password
     * counts from the next connection on; where the file is gone it is what was read first. Blocks
     * where {@link #file} is given.
     */
    public String value() {
        if (file.isEmpty()) {
            return first;
        }
        try {
            return read(file.get());
        } catch (IOException e) {
            return first;
        }
    }

    /** Whether there is none. */
    public boolean isNone() {
        return first.isEmpty() && file.isEmpty();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replaceFirst("\\r?\\n$", "");
    }

    @Override
    public String toString() {
        return isNone() ? "(none)" : "(hidden)";
    }
}
