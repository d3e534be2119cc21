package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every Java file of the repository, tests included. */
class SourceFilesTest {

    private static final Path REPOSITORY = RepositoryFiles.path("");
    private static final int LONGEST_FILE = 300;
    private static final String PACKAGE_INFO = "package-info.java";

    private static List<Path> files;

    @BeforeAll
    static void findFiles() throws IOException {
        files = new ArrayList<>();
        Files.walkFileTree(
                REPOSITORY,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        String name = folder.getFileName().toString();
                        boolean skipped =
                                name.equals("target")
                                        || (name.startsWith(".") && !folder.equals(REPOSITORY));
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        assertThat(files).hasSizeGreaterThan(500);
    }

    @Test
    void noFileIsTooLongToHoldOneIdea() {
        List<String> tooLong =
                files.stream()
                        .filter(file -> lines(file) > LONGEST_FILE)
                        .map(Path::toString)
                        .toList();

        assertThat(tooLong).as("files of more than %d lines", LONGEST_FILE).isEmpty();
    }

    @Test
    void noClassNameExistsTwice() {
        TreeMap<String, List<Path>> twice =
                files.stream()
                        .filter(file -> !file.endsWith(PACKAGE_INFO))
                        .collect(
                                Collectors.groupingBy(
                                        file -> file.getFileName().toString(),
                                        TreeMap::new,
                                        Collectors.toList()));
        twice.values().removeIf(places -> places.size() == 1);

        assertThat(twice).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<Path> silent =
                files.stream()
                        .map(Path::getParent)
                        .filter(folder -> folder.toString().contains("src/main/java"))
                        .filter(folder -> Files.notExists(folder.resolve(PACKAGE_INFO)))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(silent).as("packages without %s", PACKAGE_INFO).isEmpty();
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
