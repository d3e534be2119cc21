package io.freshet.launcher.grants;

import io.freshet.commandline.GrantsOptions;
import io.freshet.configuration.FreshetConfig;
import io.freshet.grants.BrokerGrants;
import io.freshet.grants.SourceGrants;
import io.freshet.grants.WarehouseGrants;
import io.freshet.launcher.broker.Brokers;
import io.freshet.launcher.configured.ConfigurationFile;
import io.freshet.pipeline.PipelineDefinition;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints the least rights of each service as commands to paste. Connects to nothing. */
public final class GrantsCommand {

    private final PrintStream out;

    /**
     * @param out where it prints
     */
    public GrantsCommand(PrintStream out) {
        this.out = out;
    }

    /** Prints them; exit status 0. */
    public int run(GrantsOptions options) {
        FreshetConfig config = ConfigurationFile.read(options.config());
        lines(config).forEach(out::println);
        return 0;
    }

    private static List<String> lines(FreshetConfig config) {
        List<String> lines = new ArrayList<>();
        config.warehouse()
                .ifPresent(
                        warehouse -> {
                            WarehouseGrants grants = new WarehouseGrants(warehouse, used(config));
                            lines.addAll(grants.statements());
                            lines.add("");
                        });
        config.sources()
                .forEach(
                        source -> {
                            lines.addAll(
                                    SourceGrants.statements(
                                            source,
                                            config.pipelines()
                                                    .find(source.pipeline())
                                                    .orElseThrow()));
                            lines.add("");
                        });
        config.broker()
                .ifPresent(
                        broker -> lines.addAll(BrokerGrants.commands(broker, Brokers.topology())));
        lines.add("");
        lines.add(
                "# Each service then signs in as its own, by environment variables over the same file: FRESHET_WAREHOUSE_USERNAME,");
        lines.add(
                "# FRESHET_WAREHOUSE_PASSWORD_FILE, FRESHET_BROKER_URL, FRESHET_BROKER_PASSWORD_FILE, and for the dashboard");
        lines.add("# FRESHET_FORAGE_DATABASE_USERNAME and FRESHET_FORAGE_DATABASE_PASSWORD.");
        return lines;
    }

    /** The pipelines that sources have, or all where there is no source. */
    private static List<PipelineDefinition> used(FreshetConfig config) {
        Set<String> names = new LinkedHashSet<>();
        config.sources().forEach(source -> names.add(source.pipeline()));
        return config.pipelines().all().stream()
                .filter(pipeline -> names.isEmpty() || names.contains(pipeline.name()))
                .toList();
    }
}
