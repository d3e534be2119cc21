package io.freshet.launcher.lake;

import io.freshet.aggregator.schema.WarehousePreparation;
import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.UsageException;
import io.freshet.commandline.lake.RebuildOptions;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.lake.journal.LakeSession;
import io.freshet.lake.store.LakeStore;
import io.freshet.lake.store.LakeStores;
import io.freshet.pipeline.PipelineDefinition;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code ./freshet lake rebuild}. */
public final class LakeRebuildCommand {

    private final PrintStream out;

    /**
     * @param out where it is said what was done
     */
    public LakeRebuildCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Rebuilds the star tables of each source, or fails; blocks. Exit status 0.
     *
     * @throws UsageException where no source that is meant has star tables
     * @throws CommandFailure where it cannot be done; the text says why
     */
    public int run(RebuildOptions options) {
        Path file = options.config();
        FreshetConfig config = new ConfigurationReader(System.getenv()).read(file);
        LakeConfig lake = section(config.lake(), file, "lake");
        WarehouseConfig warehouse = section(config.warehouse(), file, "warehouse");
        List<SourceConfig> sources = meant(config, options);
        try (LakeStore store = LakeStores.open(lake)) {
            new WarehousePreparation(config).prepare();
            try (LakeSession session = LakeSession.open(warehouse)) {
                for (SourceConfig source : sources) {
                    new RebuiltStar(store, session, source.name(), pipeline(config, source))
                            .rebuild(options.epoch(), options.replaces(), out);
                }
            }
        } catch (CommandFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CommandFailure("lake rebuild: " + e.getMessage(), e);
        }
        return 0;
    }

    private static List<SourceConfig> meant(FreshetConfig config, RebuildOptions options) {
        List<SourceConfig> sources =
                config.sources().stream()
                        .filter(
                                source ->
                                        options.source().map(source.name()::equals).orElse(true)
                                                && pipeline(config, source).star().isPresent())
                        .toList();
        if (sources.isEmpty()) {
            throw new UsageException(
                    "lake rebuild: %s has no source %swhose pipeline has star tables"
                            .formatted(
                                    options.config(),
                                    options.source().map(name -> name + " ").orElse("")));
        }
        return sources;
    }

    private static PipelineDefinition pipeline(FreshetConfig config, SourceConfig source) {
        return config.pipelines().find(source.pipeline()).orElseThrow();
    }

    private static <T> T section(Optional<T> section, Path file, String name) {
        return section.orElseThrow(
                () ->
                        new CommandFailure(
                                "%s: section %s is missing; add it".formatted(file, name)));
    }
}
