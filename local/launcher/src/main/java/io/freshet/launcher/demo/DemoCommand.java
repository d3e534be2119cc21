package io.freshet.launcher.demo;

import io.freshet.commandline.DemoOptions;
import io.freshet.embedded.LoopbackPort;
import io.freshet.launcher.port.FreePort;
import io.freshet.launcher.run.Readiness;
import io.freshet.launcher.run.ServicesRun;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.runtime.LoadedConfiguration;
import io.freshet.simulator.country.CountryCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts Postgres and a broker, then all services and the simulator in this JVM. */
public final class DemoCommand {

    private static final String GREETING =
            """

            Dashboard   http://localhost:%1$d/
            Spore       http://localhost:%1$d/spore
            Charts      http://localhost:%1$d/charts
            Metrics     http://localhost:%2$d/q/metrics
            Ctrl-C ends the demo; the next start goes on from here, unless with --fresh.
            """;

    private DemoCommand() {}

    /** Runs until told to end; blocks. */
    public static int run(DemoOptions options) {
        DemoPlan plan = DemoPlan.of(options);
        FreePort.require(plan.http(), "--port", DemoPlan.MANAGEMENT_PORT_VARIABLE);
        Path folder =
                Path.of(System.getProperty("freshet.home", "."), ".freshet")
                        .resolve(plan.responses().isPresent() ? "replay" : "demo");
        System.out.printf(
                "Starting Postgres and a message broker (data in %s) …%n", folder.normalize());
        DemoServers servers = DemoServers.start(folder, plan.fresh());
        Path configuration = new DemoConfiguration(servers, plan).write(folder);
        System.setProperty(LoadedConfiguration.FILE_PROPERTY, configuration.toString());
        // Its controls are open to whoever reaches them: nobody but this machine does.
        System.setProperty("quarkus.http.host", LoopbackPort.HOST);
        simulate(servers, plan);
        int sources = plan.countries().size();
        System.out.printf(
                "Starting the services over %d %s …%n",
                sources, sources == 1 ? "source" : "sources");
        return new ServicesRun(plan.http().localUrl(), servers)
                .run(
                        new Readiness(
                                charts(),
                                body -> isLive(body, sources),
                                System.out,
                                GREETING.formatted(
                                        plan.http().port(), plan.http().managementPort())),
                        plan.limit());
    }

    private static List<String> charts() {
        return PipelineLibrary.load(List.of()).inUse(Set.of()).all().stream()
                .flatMap(pipeline -> pipeline.charts().stream().map(pipeline::addressOf))
                .toList();
    }

    /** Whether an answer has data, and of the freshness of sources: whether all are live. */
    private static boolean isLive(String body, int sources) {
        if (body.contains("\"status\"")) {
            return body.split("\"status\":\"live\"", -1).length - 1 == sources;
        }
        return !body.contains("\"datasets\":[]") && !body.equals("{\"count\":0}");
    }

    private static void simulate(DemoServers servers, DemoPlan plan) {
        set("enabled", "true");
        set("server.url", servers.url("postgres"));
        set("server.username", servers.username());
        set("server.password", servers.password());
        set("database-prefix", DemoConfiguration.SOURCE_PREFIX);
        set("reader.username", DemoConfiguration.READER);
        set("reader.password", servers.readerPassword());
        set(
                "countries",
                plan.countries().stream()
                        .map(CountryCode::toString)
                        .collect(Collectors.joining(",")));
        set("rate", Double.toString(plan.rate()));
        plan.responses().ifPresent(file -> set("responses.file", file.toString()));
        System.setProperty("freshet.forage.spore", "demo");
    }

    private static void set(String key, String value) {
        System.setProperty("freshet.simulator." + key, value);
    }
}
