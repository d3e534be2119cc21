package io.freshet.launcher.standin;

import io.freshet.configuration.FreshetConfig;
import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import io.freshet.launcher.configured.ConfigurationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A configuration in which nothing is missing: embedded servers stand in for a broker and a
 * warehouse that it does not name. Closing it ends those that it started. Blocks.
 */
public final class CompleteConfiguration implements AutoCloseable {

    private final FreshetConfig named;
    private final FreshetConfig complete;
    private final Map<String, String> variables;
    private final Path folder;
    private final Optional<StandIns> started;

    private CompleteConfiguration(
            FreshetConfig named,
            FreshetConfig complete,
            Path folder,
            Map<String, String> variables,
            Optional<StandIns> started) {
        this.named = named;
        this.complete = complete;
        this.folder = folder;
        this.variables = variables;
        this.started = started;
    }

    private static Map<String, String> with(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
        return environment;
    }

    /**
     * Starts what a file does not name. Of the file, which is read again where servers were
     * started, all that can run is taken.
     *
     * @param named what was read of the file
     * @throws io.freshet.yaml.DeclarationException where the file is no longer as it must be
     * @throws EmbeddedServerException where a server does not start, or another process runs those
     *     of this file
     */
    public static CompleteConfiguration start(FreshetConfig named, Path file) {
        return start(
                named,
                file,
                environment -> ConfigurationFile.readWhatCanRun(file, environment, leftOut -> {}));
    }

    private static CompleteConfiguration start(
            FreshetConfig named, Path file, Function<Map<String, String>, FreshetConfig> reading) {
        boolean broker = named.broker().isEmpty();
        boolean warehouse = named.warehouse().isEmpty();
        Path folder = folderOf(file);
        if (!broker && !warehouse) {
            return new CompleteConfiguration(named, named, folder, Map.of(), Optional.empty());
        }
        StandIns started = StandIns.start(folder, broker, warehouse);
        try {
            Map<String, String> variables = started.variables();
            return new CompleteConfiguration(
                    named, reading.apply(with(variables)), folder, variables, Optional.of(started));
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /**
     * Uses the servers that another process runs for a file, or else starts what it does not name.
     *
     * @param named what was read of the file, all of it
     * @throws io.freshet.yaml.DeclarationException where the file is no longer as it must be
     * @throws EmbeddedServerException where a server does not start
     */
    public static CompleteConfiguration startOrShare(FreshetConfig named, Path file) {
        Function<Map<String, String>, FreshetConfig> reading =
                environment -> ConfigurationFile.read(file, environment);
        try {
            return start(named, file, reading);
        } catch (EmbeddedServerException e) {
            Map<String, String> running = running(file, named);
            if (e.reason() != Reason.DATA_FOLDER_IN_USE || running.isEmpty()) {
                throw e;
            }
            return new CompleteConfiguration(
                    named, reading.apply(with(running)), folderOf(file), running, Optional.empty());
        }
    }

    /**
     * Reads a file, with the servers that another process runs for it; what it does not name is
     * missing where none does.
     *
     * @throws io.freshet.yaml.DeclarationException where the file is not as it must be
     */
    public static FreshetConfig running(Path file) {
        FreshetConfig named = ConfigurationFile.read(file, System.getenv());
        Map<String, String> running = running(file, named);
        return running.isEmpty() ? named : ConfigurationFile.read(file, with(running));
    }

    /** What another process runs in place of what a file does not name. */
    private static Map<String, String> running(Path file, FreshetConfig named) {
        Map<String, String> variables = new HashMap<>(StandInFile.read(folderOf(file)));
        if (named.broker().isPresent()) {
            variables.keySet().removeIf(name -> name.startsWith("FRESHET_BROKER_"));
        }
        if (named.warehouse().isPresent()) {
            variables.keySet().removeIf(name -> name.startsWith("FRESHET_WAREHOUSE_"));
        }
        return variables;
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().normalize().resolveSibling(".freshet");
    }

    /** The file's configuration, with broker and warehouse. */
    public FreshetConfig config() {
        return complete;
    }

    /** Where the embedded servers are, as variables of the environment of the services. */
    public Map<String, String> variables() {
        return variables;
    }

    /** What is said of servers that stand in, by what they stand in for; none where none do. */
    public Map<String, String> notes() {
        Map<String, String> notes = new HashMap<>();
        if (named.broker().isEmpty()) {
            notes.put(
                    "broker",
                    "none is named, so an embedded one serves; what is on its way is in memory, and"
                            + " is read again after a restart");
        }
        if (named.warehouse().isEmpty()) {
            notes.put(
                    "warehouse",
                    "none is named, so an embedded PostgreSQL serves; its data is in " + folder);
        }
        return notes;
    }

    /** The lines of YAML that name real servers instead; none where no other stands in. */
    public List<String> instead() {
        List<String> lines = new ArrayList<>();
        if (named.broker().isEmpty()) {
            lines.add("broker: {url: \"amqp://USER:PASSWORD@HOST:5672\"}");
        }
        if (named.warehouse().isEmpty()) {
            lines.add(
                    "warehouse: {url: \"postgresql://HOST:5432/DATABASE\", username: USER,"
                            + " password-file: FILE}");
        }
        return lines;
    }

    /** Ends the servers that were started here. */
    @Override
    public void close() {
        started.ifPresent(StandIns::close);
    }
}
