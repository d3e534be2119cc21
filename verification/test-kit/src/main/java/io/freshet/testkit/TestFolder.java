package io.freshet.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where servers of tests keep their files: program files once for all runs, data for one run. What
 * earlier runs left that were killed is removed.
 */
public final class TestFolder {

    private static final String RUN = "run-";

    private TestFolder() {}

    /** The folder of program files. */
    static Path programs() {
        return made(base().resolve("programs"));
    }

    /** A new folder for one server's data. */
    public static Path data(String name) {
        removeThoseOfEndedRuns();
        Path run = made(base().resolve(RUN + ProcessHandle.current().pid()));
        try {
            return Files.createTempDirectory(run, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what {@link #data} made, and the folder of this run with the last of them. */
    public static void deleteData(Path folder) {
        delete(folder);
        try {
            Files.deleteIfExists(folder.getParent());
        } catch (DirectoryNotEmptyException e) {
            // Another server of this run is still at work.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder.getParent(), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = new ArrayList<>(files.toList());
            deepestFirst.sort(Comparator.reverseOrder());
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private static void removeThoseOfEndedRuns() {
        try (Stream<Path> runs = Files.list(base())) {
            runs.filter(TestFolder::isOfEndedRun).forEach(TestFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfEndedRun(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith(RUN)
                && ProcessHandle.of(Long.parseLong(name.substring(RUN.length()))).isEmpty();
    }

    private static Path base() {
        return made(
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "freshet-tests-" + System.getProperty("user.name")));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }
}
