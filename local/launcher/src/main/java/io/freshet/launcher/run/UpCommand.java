package io.freshet.launcher.run;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.UpOptions;
import io.freshet.configuration.AlertsConfig;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.embedded.EmbeddedServerException;
import io.freshet.launcher.check.Preconditions;
import io.freshet.launcher.configured.ConfigurationFile;
import io.freshet.launcher.port.FreePort;
import io.freshet.launcher.standin.CompleteConfiguration;
import io.freshet.runtime.LoadedConfiguration;
import io.freshet.runtime.StartListener;
import io.freshet.runtime.alerts.StartAlerts;
import io.freshet.yaml.DeclarationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code ./freshet up}: all services on the user's own sources. */
public final class UpCommand {

    private UpCommand() {}

    /** Runs until told to end; blocks. */
    public static int run(UpOptions options) {
        Lifeline.hold();
        Path file = options.config();
        StartListener listener = new StartAlerts("Freshet", System.err::println);
        FreshetConfig named;
        try {
            named = whatCanRun(file);
        } catch (DeclarationException e) {
            listener.failed(alerts(file), e.getMessage());
            throw e;
        }
        CompleteConfiguration complete;
        try {
            complete = complete(named, file);
        } catch (CommandFailure | EmbeddedServerException e) {
            listener.failed(named.alerts(), e.getMessage());
            throw e;
        }
        System.setProperty(LoadedConfiguration.FILE_PROPERTY, file.toAbsolutePath().toString());
        LoadedConfiguration.supply(complete.variables());
        return run(complete.config(), complete, listener);
    }

    private static FreshetConfig whatCanRun(Path file) {
        List<DeclarationException> leftOut = new ArrayList<>();
        FreshetConfig config =
                ConfigurationFile.readWhatCanRun(file, System.getenv(), leftOut::add);
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

    private static CompleteConfiguration complete(FreshetConfig named, Path file) {
        if (named.sources().isEmpty()) {
            throw new CommandFailure(file + ": section sources is missing; add it");
        }
        FreePort.require(named.http(), "http.port in " + file, "http.management-port in " + file);
        CompleteConfiguration complete = CompleteConfiguration.start(named, file);
        try {
            say(complete, file);
            Preconditions.await(complete.config());
            return complete;
        } catch (RuntimeException e) {
            complete.close();
            throw e;
        }
    }

    private static void say(CompleteConfiguration complete, Path file) {
        complete.notes().forEach((what, note) -> System.out.printf("%-10s %s%n", what, note));
        if (!complete.instead().isEmpty()) {
            System.out.printf("To use real servers instead, add to %s:%n", file);
            complete.instead().forEach(line -> System.out.println("  " + line));
        }
        FreshetConfig config = complete.config();
        int sources = config.sources().size();
        System.out.printf(
                "Freshet: %d %s, %s, warehouse %s%n",
                sources,
                sources == 1 ? "source" : "sources",
                config.broker().orElseThrow(),
                config.warehouse().orElseThrow().url());
    }

    private static int run(FreshetConfig config, AutoCloseable servers, StartListener listener) {
        HttpConfig http = config.http();
        List<String> charts =
                config.pipelines().all().stream()
                        .flatMap(pipeline -> pipeline.charts().stream().map(pipeline::addressOf))
                        .toList();
        return new ServicesRun(http.localUrl(), servers, listener, config.alerts())
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
}
