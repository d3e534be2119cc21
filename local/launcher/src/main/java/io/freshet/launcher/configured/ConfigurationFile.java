package io.freshet.launcher.configured;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the file that the user named; blocks. */
public final class ConfigurationFile {

    private ConfigurationFile() {}

    /**
     * Reads it.
     *
     * @throws DeclarationException where it cannot be read, says nothing, or is not as it must be
     */
    public static FreshetConfig read(Path file) {
        return read(file, System.getenv());
    }

    /** The same, with these variables as the environment. */
    public static FreshetConfig read(Path file, Map<String, String> environment) {
        refuseEmpty(file);
        return new ConfigurationReader(environment).read(file);
    }

    /**
     * Reads it, without pipeline definitions that are not as they must be, and their sources.
     *
     * @param environment the variables of the environment
     * @param leftOut is told what is wrong with them
     * @throws DeclarationException where anything else is not as it must be
     */
    public static FreshetConfig readWhatCanRun(
            Path file, Map<String, String> environment, Consumer<DeclarationException> leftOut) {
        refuseEmpty(file);
        return new ConfigurationReader(environment).readWhatCanRun(file, leftOut);
    }

    private static void refuseEmpty(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            if (lines.map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"))) {
                throw new DeclarationException(
                        new Location(file.toString(), 0),
                        "it is empty; write the sections sources, broker and warehouse into it, as in README.md; every key: docs/configuration.md");
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof DeclarationException empty) {
                throw empty;
            }
            // Whatever keeps it from being read, who reads it says better.
        }
    }
}
