package io.freshet.launcher.check;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.launcher.Options;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Connects to everything that a configuration names and prints a line for each; with {@code
 * --audit} also compares sources and warehouse completely.
 */
public final class CheckCommand {

    private CheckCommand() {}

    /** Checks; blocks. Exit status 0 if all is well, else 1. */
    public static int run(List<String> arguments) {
        Options options = Options.parse("check", arguments, Set.of("--config"), Set.of("--audit"));
        FreshetConfig config =
                new ConfigurationReader(System.getenv())
                        .read(Path.of(options.required("--config")));
        Vertx vertx = Vertx.vertx();
        try {
            boolean well = new BrokerCheck(config).look().report("broker");
            well &= new WarehouseCheck(vertx, config).look().report("warehouse");
            well &= new WebPortCheck(config).look().report("http");
            well &= checkSources(vertx, config);
            if (options.has("--audit") && well) {
                well = new AuditCheck(vertx, config).run();
            }
            System.out.println(well ? "all well" : "not well: see the lines marked FAILED");
            return well ? 0 : 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS);
        }
    }

    private static boolean checkSources(Vertx vertx, FreshetConfig config) {
        List<CompletableFuture<Boolean>> checks = new ArrayList<>();
        for (SourceConfig source : config.sources()) {
            checks.add(new SourceCheck(vertx, config, source).run());
        }
        boolean well = !checks.isEmpty();
        for (CompletableFuture<Boolean> check : checks) {
            well &= check.join();
        }
        if (checks.isEmpty()) {
            Report.failed("sources", "there are none; add the section sources");
        }
        return well;
    }
}
