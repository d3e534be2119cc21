package io.freshet.embedded;

import io.freshet.embedded.EmbeddedServerException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to a data folder, held by one process at a time. The operating system takes it back
 * when that process ends, however it ends; so a server found running under a free lock has lost its
 * owner.
 */
public final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the right to {@code folder}, which is there; does not wait.
     *
     * @throws EmbeddedServerException of reason {@code DATA_FOLDER_IN_USE} when somebody has it
     */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve("lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder, channel, null);
            }
            return new FolderLock(channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(folder, channel, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    /** Gives it back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedServerException inUse(
            Path folder, FileChannel channel, Exception cause) {
        new FolderLock(channel).close();
        return new EmbeddedServerException(
                Reason.DATA_FOLDER_IN_USE,
                "The data folder "
                        + folder
                        + " is in use by another running Freshet. End that one, or choose another"
                        + " folder.",
                cause);
    }
}
