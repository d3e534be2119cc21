package io.freshet.endtoend;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.files.RepositoryFiles;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.LeastRights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sources, servers and the least rights for services of two builds, which may run side by side:
 * this one, and an older one of another checkout.
 */
final class TwoBuilds implements AutoCloseable {

    private static final Duration COMMAND = Duration.ofMinutes(2);

    final Path older;
    final Path newer = RepositoryFiles.path("");
    final Map<String, TestDatabase> databases = new TreeMap<>();
    final TestDatabase warehouse = TestServers.postgres().createDatabase("upgrade_warehouse");
    final TestBus bus = TestServers.broker().createBus("upgrade");
    final Path configuration;

    private final List<LeastRights> rights = new ArrayList<>();
    private final List<FreshetProcess> started = new ArrayList<>();

    TwoBuilds(Path older, Path folder, List<String> sources) {
        this.older = older;
        FreshetFile file =
                new FreshetFile()
                        .warehouse(warehouse.url(), LeastRights.owner(warehouse))
                        .broker(TestServers.broker().url());
        for (String name : sources) {
            TestDatabase database = SurveyTable.database("upgrade_source", name, 5_000);
            databases.put(name, database);
            file.source(name, database);
        }
        configuration = file.writeTo(folder.resolve("freshet.yaml"));
    }

    /** Gives what {@code ./freshet grants} of a build prints. */
    void grant(Path build) {
        rights.add(LeastRights.give(printed(build), warehouse, bus, TestServers.broker().url()));
    }

    private List<String> printed(Path build) {
        Program grants =
                Program.freshet(List.of("grants", "--config", configuration.toString()))
                        .withJava(List.of("-Xmx100m", "-Dfreshet.bus.prefix=" + bus.prefix()))
                        .builtIn(build);
        try (ChildProcess command = grants.start()) {
            if (command.awaitExit(COMMAND) != 0) {
                throw new IllegalStateException(command.output());
            }
            return command.output().lines().toList();
        }
    }

    /** Starts a service of a build, as its own user, and waits until it is ready. */
    FreshetProcess start(Path build, String module, String account) throws InterruptedException {
        WebPorts ports = WebPorts.free();
        FreshetProcess service =
                FreshetProcess.start(
                        Program.service(module, configuration, bus.prefix(), ports)
                                .withJava(List.of("-Xmx160m"))
                                .withEnvironment(rights.get(rights.size() - 1).of(account))
                                .builtIn(build),
                        ports);
        started.add(service);
        service.awaitHealthy();
        return service;
    }

    @Override
    public void close() {
        started.forEach(FreshetProcess::close);
        bus.close();
        databases.values().forEach(TestDatabase::close);
        // Those of the build that knows most services, which were given last.
        rights.get(rights.size() - 1).close();
        warehouse.close();
    }
}
