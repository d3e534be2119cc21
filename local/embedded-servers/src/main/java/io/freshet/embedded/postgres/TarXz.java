package io.freshet.embedded.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks tar archives compressed with xz. */
final class TarXz {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int EXECUTABLE = 0100;

    private TarXz() {}

    /**
     * Unpacks {@code archive} into the existing folder {@code target}.
     *
     * @throws IOException when reading or writing fails, or an entry would lie outside the folder
     */
    static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, inside(target, target.resolve(entry.getName())));
            }
        }
        // An archive is padded to its block; what was not read of it is of no interest.
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, file);
            if (POSIX) {
                boolean program = (entry.getMode() & EXECUTABLE) != 0;
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
            }
        } else {
            throw new IOException("unexpected kind of archive entry: " + entry.getName());
        }
    }

    private static Path inside(Path folder, Path file) throws IOException {
        Path plain = file.normalize();
        if (!plain.startsWith(folder.normalize())) {
            throw new IOException("archive entry outside its folder: " + file);
        }
        return plain;
    }
}
