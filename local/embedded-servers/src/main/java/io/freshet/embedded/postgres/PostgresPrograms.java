package io.freshet.embedded.postgres;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The unpacked program files of Postgres, in a folder named after their archive's checksum and
 * length: another version lies beside it, and a folder of that name is always complete.
 */
final class PostgresPrograms {

    private final Path folder;
    private final Platform platform;

    private PostgresPrograms(Path folder, Platform platform) {
        this.folder = folder;
        this.platform = platform;
    }

    /** The program files in {@code parent}, unpacked first where they are not there yet. */
    static PostgresPrograms in(Path parent) {
        Platform platform = Platform.current();
        Path folder = parent.resolve("postgres-" + archiveName(platform));
        if (!Files.isDirectory(folder)) {
            FreeSpace.require(parent, FreeSpace.PROGRAM_FILES);
            unpack(platform, folder);
        }
        return new PostgresPrograms(folder, platform);
    }

    /** The path of one program, such as {@code initdb}. */
    Path program(String name) {
        return folder.resolve("bin").resolve(platform.isWindows() ? name + ".exe" : name);
    }

    private static String archiveName(Platform platform) {
        try (CheckedInputStream in = new CheckedInputStream(openArchive(platform), new CRC32C())) {
            long length = in.transferTo(OutputStream.nullOutputStream());
            return "%08x-%x".formatted(in.getChecksum().getValue(), length);
        } catch (IOException e) {
            throw cannotExtract(platform.archive(), e);
        }
    }

    private static InputStream openArchive(Platform platform) {
        InputStream archive =
                PostgresPrograms.class.getClassLoader().getResourceAsStream(platform.archive());
        if (archive == null) {
            throw new EmbeddedServerException(
                    Reason.UNSUPPORTED_PLATFORM,
                    platform.archive()
                            + " is not on the class path: this build was made on another kind of"
                            + " machine. Build it here, or use a Postgres of your own.");
        }
        return archive;
    }

    private static synchronized void unpack(Platform platform, Path folder) {
        Path parent = folder.getParent();
        try (FileChannel channel =
                        FileChannel.open(
                                parent.resolve("unpacking.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            // Another process may have done it while we waited for the lock.
            if (lock.isValid() && !Files.isDirectory(folder)) {
                Path unfinished = parent.resolve("unpacking");
                FolderTree.delete(unfinished);
                Files.createDirectory(unfinished);
                try (InputStream archive = openArchive(platform)) {
                    TarXz.unpack(archive, unfinished);
                }
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw cannotExtract(folder.toString(), e);
        }
    }

    private static EmbeddedServerException cannotExtract(String what, Exception cause) {
        Reason reason = FreeSpace.isMissingIn(cause) ? Reason.NO_DISK : Reason.CANNOT_EXTRACT;
        return new EmbeddedServerException(
                reason,
                "Postgres could not be unpacked to " + what + ": " + cause.getMessage(),
                cause);
    }
}
