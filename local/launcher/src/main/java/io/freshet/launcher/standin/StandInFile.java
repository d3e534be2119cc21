package io.freshet.launcher.standin;

import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells other commands where the embedded servers of a running process are. It holds no password,
 * but the files that those are in. Blocks.
 */
final class StandInFile {

    private static final String NAME = "servers";

    private StandInFile() {}

    static void write(Path folder, Map<String, String> variables) {
        try {
            PrivateFiles.write(
                    folder.resolve(NAME),
                    variables.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot write %s: %s; check the folder's rights"
                            .formatted(folder.resolve(NAME), e),
                    e);
        }
    }

    /** What a process wrote that has not ended; empty where it has just begun. */
    static Map<String, String> read(Path folder) {
        try {
            Map<String, String> variables = new TreeMap<>();
            for (String line : Files.readAllLines(folder.resolve(NAME))) {
                int equals = line.indexOf('=');
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
            return variables;
        } catch (IOException e) {
            return Map.of();
        }
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            System.err.println("freshet: cannot delete " + folder.resolve(NAME) + ": " + e);
        }
    }
}
