package io.freshet.embedded.postgres;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Disk space, asked for before it is needed: a full disk half way leaves worse errors. */
final class FreeSpace {

    /** Bytes that the unpacked program files take. */
    static final long PROGRAM_FILES = 128L << 20;

    /** Bytes that a new cluster and its first write-ahead log take. */
    static final long CLUSTER = 128L << 20;

    private FreeSpace() {}

    /**
     * Fails unless {@code bytes} are free where {@code folder} lies, which is made when missing.
     */
    static void require(Path folder, long bytes) {
        try {
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new EmbeddedServerException(
                        Reason.NO_DISK,
                        "%s has %d MB left, and %d MB are needed. Free some space, or choose another folder."
                                .formatted(folder, free >> 20, bytes >> 20));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + folder, e);
        }
    }

    /** Whether {@code error} came from a full disk. */
    static boolean isMissingIn(Exception error) {
        return error.getMessage() != null && isMissingIn(error.getMessage());
    }

    /** Whether a message of the operating system tells of a full disk. */
    static boolean isMissingIn(String message) {
        return message.contains("No space left on device")
                || message.contains("There is not enough space on the disk");
    }
}
