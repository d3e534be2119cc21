package io.freshet.launcher.check;

import io.freshet.commandline.CheckOptions;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.launcher.configured.ConfigurationFile;
import io.freshet.launcher.standin.CompleteConfiguration;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.poller.source.TableStatistics;
import io.freshet.yaml.DeclarationException;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Connects to everything that a configuration names and prints a line for each; with {@code
 * --audit} also compares sources and warehouse completely.
 */
public final class CheckCommand {

    private static final String CONFIGURATION = "configuration";

    /** How long an update may take from a source to the warehouse, and a little more. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

    private CheckCommand() {}

    /** Checks; blocks. Exit status 0 if all is well, else 1. */
    public static int run(CheckOptions options) {
        return run(options, System.out);
    }

    static int run(CheckOptions options, PrintStream out) {
        CheckReport report = report(options, out);
        try (CompleteConfiguration complete =
                CompleteConfiguration.startOrShare(
                        ConfigurationFile.read(options.config()), options.config())) {
            report.makeRoom(longNames(complete.config()));
            report.well(CONFIGURATION, options.config() + ": every key and definition is well");
            complete.notes().forEach(report::note);
            return run(complete.config(), Extent.of(options), ON_ITS_WAY, report);
        } catch (DeclarationException e) {
            e.problems().forEach(problem -> report.failed(CONFIGURATION, problem));
            report.sumUp();
            return 1;
        }
    }

    /** What lines may be of that has a name which the user gave. */
    private static List<String> longNames(FreshetConfig config) {
        List<String> names = new ArrayList<>();
        for (PipelineDefinition pipeline : config.pipelines().all()) {
            names.add("definition " + pipeline.name());
            for (ChartDefinition chart : pipeline.charts()) {
                names.add("chart " + pipeline.addressOf(chart));
            }
        }
        config.sources().forEach(source -> names.add("source " + source.name()));
        return names;
    }

    private static CheckReport report(CheckOptions options, PrintStream out) {
        return switch (options.format()) {
            case JSON -> new CheckReport(out, new CheckJson());
            case SARIF -> new CheckReport(out, new CheckSarif(options.config()));
            case TEXT -> new CheckReport(out);
        };
    }

    /**
     * What is done beside looking.
     *
     * @param audit whether sources and warehouse are compared completely
     * @param alerts whether messages are sent
     */
    record Extent(boolean audit, boolean alerts) {

        private static Extent of(CheckOptions options) {
            return new Extent(options.audit(), options.alerts());
        }
    }

    static int run(FreshetConfig config, Extent extent, Duration onItsWay, CheckReport report) {
        Vertx vertx = Vertx.vertx();
        try {
            report.add("broker", new BrokerConnectionCheck(config).look());
            CheckOutcome warehouse = new WarehouseRightsCheck(vertx, config).look();
            report.add("warehouse", warehouse);
            config.broker()
                    .flatMap(BrokerUrl::concern)
                    .ifPresent(concern -> report.note("broker", concern));
            config.warehouse()
                    .flatMap(where -> where.url().concern())
                    .ifPresent(concern -> report.note("warehouse", concern));
            report.add("http", new WebPortCheck(config).look());
            Map<SourceConfig, Map<String, TableStatistics>> found =
                    checkSources(vertx, config, report);
            List<SourceConfig> readable = List.copyOf(found.keySet());
            new DefinitionCheck(config, report).run(warehouse instanceof CheckOutcome.Well, found);
            if (warehouse instanceof CheckOutcome.Well) {
                new SchemaNotes(vertx, config.warehouse().orElseThrow())
                        .add(config.sources(), report);
            }
            if (extent.alerts()) {
                new AlertsCheck(vertx, config, report).run();
            }
            if (extent.audit()) {
                audit(vertx, config, readable, warehouse, onItsWay, report);
            }
            report.sumUp();
            return report.isAllWell() ? 0 : 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    /** The sources whose tables can be read, and what their statistics say of these. */
    private static Map<SourceConfig, Map<String, TableStatistics>> checkSources(
            Vertx vertx, FreshetConfig config, CheckReport report) {
        if (config.sources().isEmpty()) {
            report.failed("sources", "there are none; add the section sources");
        }
        Map<SourceConfig, CompletableFuture<Optional<Map<String, TableStatistics>>>> checks =
                new LinkedHashMap<>();
        for (SourceConfig source : config.sources()) {
            checks.put(source, new SourceCheck(vertx, config, source).run(report));
        }
        Map<SourceConfig, Map<String, TableStatistics>> readable = new LinkedHashMap<>();
        checks.forEach(
                (source, check) -> check.join().ifPresent(tables -> readable.put(source, tables)));
        return readable;
    }

    /** Audits what can be, and says what cannot. */
    private static void audit(
            Vertx vertx,
            FreshetConfig config,
            List<SourceConfig> readable,
            CheckOutcome warehouse,
            Duration onItsWay,
            CheckReport report) {
        if (!(warehouse instanceof CheckOutcome.Well)) {
            report.failed("audit", "nothing was compared: the warehouse cannot be used");
            return;
        }
        for (SourceConfig source : config.sources()) {
            if (!readable.contains(source)) {
                report.failed(
                        "audit " + source.name(), "not compared: the source cannot be read now");
            }
        }
        new AuditCheck(vertx, config, report, onItsWay).run(readable);
    }
}
