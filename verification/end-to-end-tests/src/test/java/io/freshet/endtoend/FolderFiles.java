package io.freshet.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All files below a folder, and what is in those that not only their owner may read. */
final class FolderFiles {

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final List<Path> all = new ArrayList<>();
    private final Map<Path, String> forOthers = new TreeMap<>();

    /** Reads them; those that go meanwhile are left out. */
    FolderFiles(Path folder) throws IOException {
        Files.walkFileTree(folder, new Reader());
    }

    private final class Reader extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            all.add(file);
            try {
                if (!Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
                    forOthers.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            } catch (NoSuchFileException e) {
                // whoever runs on the folder has deleted it
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    /** All of them. */
    List<Path> all() {
        return List.copyOf(all);
    }

    /** The contents, byte for character, of those that others may read by their own rights. */
    Map<Path, String> forOthers() {
        return Map.copyOf(forOthers);
    }
}
