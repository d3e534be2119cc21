package io.freshet.commandline.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of all commands that need a configuration file. */
public abstract class ConfiguredOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The configuration file; its keys: docs/configuration.md.")
    private Path config;

    protected ConfiguredOptions() {}

    /** The configuration file, as typed. */
    public Path config() {
        return config;
    }
}
