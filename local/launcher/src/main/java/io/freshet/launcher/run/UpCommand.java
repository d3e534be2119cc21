package io.freshet.launcher.run;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.UpOptions;
import io.freshet.configuration.AlertsConfig;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.launcher.check.Preconditions;
import io.freshet.launcher.configured.ConfigurationFile;
import io.freshet.launcher.port.FreePort;
import io.freshet.runtime.LoadedConfiguration;
import io.freshet.runtime.StartListener;
import io.freshet.runtime.alerts.StartAlerts;
import io.freshet.yaml.DeclarationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code ./freshet up}: all services on the user's own sources, broker and warehouse. */
public final class UpCommand {

    private UpCommand() {}

    /** Runs until told to end; blocks. */
    public static int run(UpOptions options) {
        Path file = options.config();
        StartListener listener = new StartAlerts("Freshet", System.err::println);
        FreshetConfig config;
        try {
            config = whatCanRun(file);
        } catch (DeclarationException e) {
            listener.failed(alerts(file), e.getMessage());
            throw e;
        }
        try {
            checkFirst(config, file);
        } catch (CommandFailure e) {
            listener.failed(config.alerts(), e.getMessage());
            throw e;
        }
        return run(config, file, listener);
    }

    private static FreshetConfig whatCanRun(Path file) {
        List<DeclarationException> leftOut = new ArrayList<>();
        FreshetConfig config = ConfigurationFile.readWhatCanRun(file, leftOut::add);
        if (config.sources().isEmpty() && !leftOut.isEmpty()) {
            throw leftOut.get(0);
        }
        return config;
    }

    /** Who is told, where the rest of the file cannot be read. */
    private static Optional<AlertsConfig> alerts(Path file) {
        try {
            return new ConfigurationReader(System.getenv()).readAlerts(file);
        } catch (DeclarationException e) {
            return Optional.empty();
        }
    }

    private static void checkFirst(FreshetConfig config, Path file) {
        require(config.broker().isPresent(), file, "broker");
        require(config.warehouse().isPresent(), file, "warehouse");
        require(!config.sources().isEmpty(), file, "sources");
        FreePort.require(config.http(), "http.port in " + file, "http.management-port in " + file);
        Preconditions.await(config);
    }

    private static int run(FreshetConfig config, Path file, StartListener listener) {
        HttpConfig http = config.http();
        System.setProperty(LoadedConfiguration.FILE_PROPERTY, file.toAbsolutePath().toString());
        List<String> charts =
                config.pipelines().all().stream()
                        .flatMap(pipeline -> pipeline.charts().stream().map(pipeline::addressOf))
                        .toList();
        int sources = config.sources().size();
        System.out.printf(
                "Freshet: %d %s, %s, warehouse %s%n",
                sources,
                sources == 1 ? "source" : "sources",
                config.broker().orElseThrow(),
                config.warehouse().orElseThrow().url());
        return new ServicesRun(http.localUrl(), () -> {}, listener, config.alerts())
                .run(
                        new Readiness(
                                charts,
                                body -> true,
                                System.out,
                                dashboards(config, http)
                                        + "Charts:  %s/charts%nMetrics: %s/q/metrics"
                                                .formatted(
                                                        http.localUrl(),
                                                        http.localManagementUrl())),
                        Optional.empty());
    }

    private static String dashboards(FreshetConfig config, HttpConfig http) {
        return config.pipelines().all().stream()
                .map(
                        pipeline ->
                                "Dashboard of %s: %s/dashboard/%s%n"
                                        .formatted(
                                                pipeline.name(), http.localUrl(), pipeline.name()))
                .collect(Collectors.joining());
    }

    private static void require(boolean there, Path file, String section) {
        if (!there) {
            throw new CommandFailure("%s: section %s is missing; add it".formatted(file, section));
        }
    }
}
