package io.freshet.launcher.check;

import io.freshet.commandline.CheckOptions;
import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.launcher.standin.CompleteConfiguration;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Connects to everything that a configuration names and prints a line for each; with {@code
 * --audit} also compares sources and warehouse completely.
 */
public final class CheckCommand {

    /** How long an update may take from a source to the warehouse, and a little more. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

    private CheckCommand() {}

    /** Checks; blocks. Exit status 0 if all is well, else 1. */
    public static int run(CheckOptions options) {
        CheckReport report = new CheckReport(System.out);
        try (CompleteConfiguration complete =
                CompleteConfiguration.startOrShare(options.config())) {
            complete.notes().forEach(report::note);
            return run(complete.config(), options.audit(), ON_ITS_WAY, report);
        }
    }

    static int run(FreshetConfig config, boolean audit, Duration onItsWay, CheckReport report) {
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
            List<SourceConfig> readable = checkSources(vertx, config, report);
            if (audit) {
                audit(vertx, config, readable, warehouse, onItsWay, report);
            }
            report.sumUp();
            return report.isAllWell() ? 0 : 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    /** The sources whose tables can be read. */
    private static List<SourceConfig> checkSources(
            Vertx vertx, FreshetConfig config, CheckReport report) {
        if (config.sources().isEmpty()) {
            report.failed("sources", "there are none; add the section sources");
        }
        Map<SourceConfig, CompletableFuture<Boolean>> checks = new LinkedHashMap<>();
        for (SourceConfig source : config.sources()) {
            checks.put(source, new SourceCheck(vertx, config, source).run(report));
        }
        return checks.entrySet().stream()
                .filter(check -> check.getValue().join())
                .map(Map.Entry::getKey)
                .toList();
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
