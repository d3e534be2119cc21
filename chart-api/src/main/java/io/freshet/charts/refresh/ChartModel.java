package io.freshet.charts.refresh;

import io.freshet.charts.cache.Publication;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.ChartRenderer;
import io.freshet.charts.rendering.Rendering;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.source.Sources;
import io.freshet.charts.warehouse.AppliedPosition;
import io.freshet.charts.warehouse.HeldSummaries;
import io.freshet.charts.warehouse.Refreshed;
import io.freshet.charts.warehouse.Registry;
import io.freshet.charts.warehouse.WarehouseTable;
import io.freshet.pipeline.PipelineDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The state of all summaries, as of one snapshot of one warehouse, and the charts made of it. Not
 * thread-safe: belongs to the thread that refreshes.
 */
final class ChartModel {

    private static final Logger LOG = Logger.getLogger(ChartModel.class);

    private final ChartCatalogue catalogue;
    private final Sources sources;
    private final Clock clock;
    private final Map<String, PipelineModel> pipelines = new LinkedHashMap<>();
    private final List<ChartRenderer> renderers = new ArrayList<>();
    private final List<ServedTables> served = new ArrayList<>();
    private final Map<Integer, Long> versions = new HashMap<>();
    private final Map<Integer, Long> made = new HashMap<>();
    private final FormerModels former;
    private final AuditNotes audits;
    private Map<String, Long> identities = Map.of();
    private Instant windowStart = Instant.EPOCH;

    /** The tables that a chart is made of. */
    private record ServedTables(String pipeline, Set<String> names) {}

    ChartModel(ChartCatalogue catalogue, Sources sources, Clock clock, ChartSettings settings) {
        this.catalogue = catalogue;
        this.sources = sources;
        this.clock = clock;
        this.former = new FormerModels(catalogue, sources, clock, settings);
        this.audits = new AuditNotes(clock, LOG::info);
        for (PipelineDefinition pipeline : catalogue.pipelines()) {
            pipelines.put(pipeline.name(), new PipelineModel(pipeline, sources, clock, settings));
        }
        for (ServedChart chart : catalogue.all()) {
            renderers.add(pipelines.get(chart.pipeline()).renderer(chart));
            served.add(
                    new ServedTables(
                            chart.pipeline(),
                            pipelines.get(chart.pipeline()).tablesOf(chart.definition())));
        }
        roll();
    }

    /** What is held of the warehouse; its versions are a live view. */
    HeldSummaries held() {
        List<WarehouseTable> tables =
                Stream.concat(
                                pipelines.values().stream()
                                        .flatMap(pipeline -> pipeline.tables().stream()),
                                former.tables().stream())
                        .toList();
        return new HeldSummaries(tables, Collections.unmodifiableMap(versions), windowStart);
    }

    /** The version that was last seen of each source; a live view. */
    Map<Integer, Long> versions() {
        return versions;
    }

    /** Whether the source was seen before. */
    boolean knows(int source) {
        return versions.containsKey(source);
    }

    /** Moves the window with the clock, by whole hours. */
    void roll() {
        Instant start = clock.instant().minus(ChartLimits.WINDOW).truncatedTo(ChronoUnit.HOURS);
        if (start.isAfter(windowStart)) {
            windowStart = start;
            pipelines.values().forEach(model -> model.forgetBefore(start.getEpochSecond()));
        }
    }

    /**
     * Whether the warehouse has gone back behind what was seen of it, or a table was made anew:
     * what that one does not have any more, no change tells.
     */
    boolean isOtherIn(Refreshed refreshed) {
        boolean backwards =
                refreshed.applied().stream()
                        .anyMatch(
                                applied ->
                                        applied.version()
                                                < versions.getOrDefault(applied.source(), 0L));
        return backwards
                || refreshed
                        .registry()
                        .map(found -> isRemade(found) || lacks(found, refreshed))
                        .orElse(false);
    }

    /**
     * Whether tables are made by another definition than when everything was looked at last: what
     * was read of them cannot be understood before it is again.
     */
    boolean isMadeOtherwiseIn(Refreshed refreshed) {
        return refreshed.registry().isEmpty()
                && refreshed.applied().stream()
                        .anyMatch(
                                applied ->
                                        applied.made()
                                                != made.getOrDefault(
                                                        applied.source(), applied.made()));
    }

    /** Whether charts are to be shown as they were of which nothing is read yet. */
    boolean awaitsFormer() {
        return former.tables().stream().anyMatch(table -> !table.isLoaded());
    }

    private boolean isRemade(Registry registry) {
        Map<String, Long> now = registry.identities();
        return identities.entrySet().stream()
                .filter(seen -> now.containsKey(seen.getKey()))
                .anyMatch(seen -> !now.get(seen.getKey()).equals(seen.getValue()));
    }

    /** Whether nothing is held any more of a source that was seen, or all of it somewhere else. */
    private boolean lacks(Registry registry, Refreshed refreshed) {
        Set<Integer> held =
                refreshed.applied().stream()
                        .map(AppliedPosition::source)
                        .collect(Collectors.toSet());
        return registry.sources().stream()
                .filter(source -> knows(source.id()))
                .anyMatch(
                        source ->
                                !held.contains(source.id())
                                        || !source.pipeline()
                                                .equals(sources.pipelineOf(source.id())));
    }

    /** Takes over what was read. */
    void take(Refreshed refreshed) {
        if (refreshed.registry().isPresent()) {
            made.clear();
        }
        refreshed.applied().forEach(each -> made.put(each.source(), each.made()));
        refreshed.registry().ifPresent(this::takeRegistry);
        refreshed.takeRows();
        for (AppliedPosition applied : refreshed.applied()) {
            versions.put(applied.source(), applied.version());
            sources.applied(applied.source(), applied.fence(), applied.sequence());
        }
    }

    private void takeRegistry(Registry registry) {
        identities = registry.identities();
        sources.register(registry.sources());
        for (PipelineModel pipeline : pipelines.values()) {
            boolean others = pipeline.isOthers(made, sources);
            for (WarehouseTable table : pipeline.tables()) {
                String name = table.qualifiedName();
                boolean missing = others && !identities.containsKey(name);
                table.building(missing ? 1 : registry.building().getOrDefault(name, 0L));
            }
        }
        sources.toGo(registry.toGo());
        sources.audited(registry.audited());
        audits.take(registry.audited(), sources);
        former.take(registry.former());
        List<Integer> left =
                versions.keySet().stream().filter(source -> !sources.isRegistered(source)).toList();
        for (int source : left) {
            versions.remove(source);
            pipelines.values().forEach(pipeline -> pipeline.forget(source));
            former.forget(source);
        }
        for (Registry.StatusRow row : registry.statuses()) {
            sources.heard(row.source(), row.reading(), row.writtenAt());
        }
    }

    /** The charts as they are now. */
    Publication render() {
        List<Rendering> renderings = new ArrayList<>(renderers.size());
        Map<ServedTables, Long> asOf = new HashMap<>();
        List<String> asOfs = new ArrayList<>(renderers.size());
        for (ServedChart chart : catalogue.all()) {
            Rendering coming = renderers.get(chart.index()).render();
            Optional<FormerModel> shown = former.insteadOf(chart, coming);
            renderings.add(shown.map(FormerModel::render).orElse(coming));
            long present =
                    asOf.computeIfAbsent(
                            served.get(chart.index()),
                            tables -> sources.asOf(tables.pipeline(), tables.names()));
            asOfs.add(Publication.instant(shown.map(model -> model.asOf(present)).orElse(present)));
        }
        return new Publication(renderings, asOfs);
    }
}
