package io.freshet.launcher.check;

import io.freshet.commandline.CheckOptions;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Connects to everything that a configuration names and prints a line for each; with {@code
 * --audit} also compares sources and warehouse completely.
 */
public final class CheckCommand {

    private CheckCommand() {}

    /** Checks; blocks. Exit status 0 if all is well, else 1. */
    public static int run(CheckOptions options) {
        FreshetConfig config = new ConfigurationReader(System.getenv()).read(options.config());
        CheckReport report = new CheckReport(System.out);
        Vertx vertx = Vertx.vertx();
        try {
            report.add("broker", new BrokerConnectionCheck(config).look());
            report.add("warehouse", new WarehouseRightsCheck(vertx, config).look());
            report.add("http", new WebPortCheck(config).look());
            checkSources(vertx, config, report);
            if (options.audit() && report.isAllWell()) {
                new AuditCheck(vertx, config, report).run();
            }
            report.sumUp();
            return report.isAllWell() ? 0 : 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    private static void checkSources(Vertx vertx, FreshetConfig config, CheckReport report) {
        if (config.sources().isEmpty()) {
            report.failed("sources", "there are none; add the section sources");
        }
        List<CompletableFuture<Void>> checks = new ArrayList<>();
        for (SourceConfig source : config.sources()) {
            checks.add(new SourceCheck(vertx, config, source).run(report));
        }
        checks.forEach(CompletableFuture::join);
    }
}
