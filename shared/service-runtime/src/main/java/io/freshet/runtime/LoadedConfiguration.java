package io.freshet.runtime;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.yaml.DeclarationException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The configuration of this process: the file that {@code FRESHET_CONFIG} names, and environment.
 */
public final class LoadedConfiguration {

    /** Environment variable, or with dots system property, with the path of the file. */
    public static final String FILE_VARIABLE = "FRESHET_CONFIG";

    /** System property that wins over {@link #FILE_VARIABLE}. */
    public static final String FILE_PROPERTY = "freshet.config";

    private static final AtomicReference<Map<String, String>> SUPPLIED =
            new AtomicReference<>(Map.of());

    private LoadedConfiguration() {}

    /**
     * Gives variables that count as if they stood in the environment: where servers are that this
     * process runs itself. To be called before the services are started.
     */
    public static void supply(Map<String, String> variables) {
        SUPPLIED.set(Map.copyOf(variables));
    }

    /**
     * Reads the configuration anew; blocks on reading files. A pipeline definition that is not as
     * it must be is left out with the sources that go by it, so that it does not stop the others.
     *
     * @throws DeclarationException where anything else is not as it must be
     */
    public static FreshetConfig load() {
        return load(leftOut -> {});
    }

    /**
     * The same.
     *
     * @param leftOut is told what is wrong with definitions that are left out
     */
    static FreshetConfig load(Consumer<DeclarationException> leftOut) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(SUPPLIED.get());
        ConfigurationReader reader = new ConfigurationReader(environment);
        return file().map(file -> reader.readWhatCanRun(file, leftOut))
                .orElseGet(reader::readEnvironment);
    }

    /** The file that the process was told to read, if any. */
    public static Optional<Path> file() {
        String property = System.getProperty(FILE_PROPERTY);
        String path = property == null ? System.getenv(FILE_VARIABLE) : property;
        return Optional.ofNullable(path).filter(text -> !text.isBlank()).map(Path::of);
    }
}
