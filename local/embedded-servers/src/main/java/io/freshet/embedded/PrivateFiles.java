package io.freshet.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody but this user may read, where the file system knows rights of
 * POSIX; elsewhere they have the rights that their folder gives. Blocks.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> OF_FOLDERS =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_FILES =
            PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Makes a folder, and those that it lies in, where they are missing; takes it from others. */
    public static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (knowsRights()) {
            Files.setPosixFilePermissions(folder, OF_FOLDERS);
        }
    }

    /** Writes a file as a whole: who reads it finds what was there before, or all of this. */
    public static void write(Path file, String text) throws IOException {
        Path unfinished =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        file.getFileName().toString(),
                        ".unfinished",
                        rights());
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static FileAttribute<?>[] rights() {
        return knowsRights()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OF_FILES)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsRights() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
