package io.freshet.endtoend;

import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.faults.FaultProxy;
import io.freshet.testkit.processes.FreshetProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPorts;
import io.freshet.testkit.rights.LeastRights;
import io.freshet.testkit.tracing.TraceReceiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two pollers, an aggregator and a chart API as processes of their own over some sources, with ways
 * to sources and broker that may be disturbed, the rights that {@code ./freshet grants} prints, and
 * a receiver of their traces.
 */
final class SeparateServices implements AutoCloseable {

    final Map<String, TestDatabase> databases = new TreeMap<>();
    final Map<String, FaultProxy> toSources = new TreeMap<>();
    final TestDatabase warehouse = TestServers.postgres().createDatabase("separate_warehouse");
    final TestBus bus = TestServers.broker().createBus("separate");
    final FaultProxy toBroker =
            FaultProxy.inFrontOf(TestServers.broker().host(), TestServers.broker().port());
    final TraceReceiver traces = TraceReceiver.start();
    final Path configuration;
    final LeastRights rights;
    final FreshetProcess aggregator;
    final FreshetProcess charts;
    final FreshetProcess firstPoller;
    final FreshetProcess secondPoller;

    /** Starts them, and waits until they are well. */
    SeparateServices(List<String> sources, Path folder) throws InterruptedException {
        String brokerUrl = toBroker.reroute(TestServers.broker().url());
        FreshetFile file =
                new FreshetFile()
                        .warehouse(warehouse.url(), LeastRights.owner(warehouse))
                        .broker(brokerUrl);
        for (String name : sources) {
            TestDatabase database = SurveyTable.database("separate_source", name, 500);
            databases.put(name, database);
            FaultProxy way = FaultProxy.inFrontOf(database.host(), database.port());
            toSources.put(name, way);
            file.source(name, way.reroute(database.url()), database.reader());
        }
        configuration = file.writeTo(folder.resolve("freshet.yaml"));
        rights = LeastRights.give(PrintedGrants.of(configuration, bus), warehouse, bus, brokerUrl);
        file.broker(rights.brokerUrl("up")).writeTo(configuration);
        aggregator = service("aggregator-service", rights.of("aggregator"));
        aggregator.awaitHealthy();
        // once more, as the tables are there now
        rights.grantOnTables();
        charts = service("chart-api", rights.of("charts"));
        firstPoller = service("poller-service", rights.of("poller"));
        secondPoller = service("poller-service", rights.of("poller"));
        for (FreshetProcess service : services()) {
            service.awaitHealthy();
        }
    }

    private FreshetProcess service(String module, Map<String, String> account) {
        WebPorts ports = WebPorts.free();
        Program service = Program.service(module, configuration, bus.prefix(), ports);
        List<String> java = List.of("-Xmx160m", "-Dfreshet.tracing.url=" + traces.url());
        return FreshetProcess.start(
                service.verified().withJava(java).withEnvironment(account), ports);
    }

    /** All services. */
    List<FreshetProcess> services() {
        return List.of(aggregator, charts, firstPoller, secondPoller);
    }

    /** Ends everything. */
    @Override
    public void close() {
        services().forEach(FreshetProcess::close);
        toSources.values().forEach(FaultProxy::close);
        toBroker.close();
        traces.close();
        bus.close();
        databases.values().forEach(TestDatabase::close);
        rights.close();
        warehouse.close();
    }
}
