package io.freshet.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Why a file cannot be read, and what to do. */
public final class FileTrouble {

    private static final int MOST_LOOKED_AT = 1_000;

    private FileTrouble() {}

    /** A sentence for people; looks into the file's folder, which blocks. */
    public static String sentence(Path file, IOException error) {
        if (Files.isDirectory(file)) {
            return "it is a folder; name a file in it" + oneOf(yamlFiles(file));
        }
        if (error instanceof NoSuchFileException) {
            Path folder = file.toAbsolutePath().getParent();
            return Files.isDirectory(folder)
                    ? "there is no such file" + near(file, yamlFiles(folder))
                    : "there is no folder " + folder;
        }
        if (error instanceof AccessDeniedException) {
            return "it may not be read; run: chmod u+r " + file;
        }
        if (error instanceof CharacterCodingException) {
            return "it is no text in UTF-8; save it as such";
        }
        return "it cannot be read: " + error.getMessage();
    }

    private static String near(Path file, List<String> names) {
        String hint = NearestWord.hint(file.getFileName().toString(), names);
        return hint.isEmpty() ? oneOf(names) : hint;
    }

    private static String oneOf(List<String> names) {
        return names.isEmpty() ? "" : "; there is: " + String.join(", ", names);
    }

    private static List<String> yamlFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(MOST_LOOKED_AT)
                    .filter(Files::isRegularFile)
                    .map(found -> found.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                    .sorted()
                    .limit(5)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
