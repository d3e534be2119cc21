package io.freshet.launcher.status;

import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.events.TableStatus;
import io.freshet.launcher.status.WarehouseReading.Size;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.warehouse.layout.SqlText;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out how an installation stands: by its warehouse and its charts' port. Blocks. */
final class StandingReader {

    private static final String FILLED = "the aggregator, which makes it of the rows held";

    private static final Duration STATEMENT = Duration.ofSeconds(5);
    private static final String READ_ONLY = "set default_transaction_read_only = on";

    private final FreshetConfig config;
    private final Path file;
    private final Pool warehouse;

    /**
     * @param file the configuration's, as the user would type it again
     */
    StandingReader(FreshetConfig config, Path file, Pool warehouse) {
        this.config = config;
        this.file = file;
        this.warehouse = warehouse;
    }

    /** Asks all; where the warehouse does not answer, that is the answer. */
    InstallationStanding read() {
        ChartPort port = new ChartPort(config.http());
        try (WarehouseConnection connection = WarehouseConnection.open(warehouse, STATEMENT)) {
            connection.run(READ_ONLY);
            return read(new WarehouseReading(connection), port);
        } catch (WarehouseException e) {
            return silent(
                    "The warehouse does not answer: %s. What is wrong with it says: ./freshet check --config %s"
                            .formatted(e.getMessage(), file));
        }
    }

    private InstallationStanding read(WarehouseReading reading, ChartPort port) {
        if (!reading.isPrepared()) {
            return silent("Nothing has run on this warehouse yet. " + start());
        }
        Map<String, SourceStanding> held = reading.sources();
        List<SourceStanding> sources =
                config.sources().stream()
                        .map(source -> held.getOrDefault(source.name(), unknown(source)))
                        .toList();
        List<ChartStanding> charts = new ArrayList<>();
        Map<String, Long> revisions = reading.revisions();
        for (PipelineDefinition pipeline : config.pipelines().all()) {
            charts.addAll(charts(pipeline, sources, revisions, reading, port));
        }
        return new InstallationStanding(
                Instant.now(),
                problem(sources, port),
                sources,
                charts,
                reading.audits(),
                reading.quarantined());
    }

    private String problem(List<SourceStanding> sources, ChartPort port) {
        boolean polled = sources.stream().anyMatch(SourceStanding::isPolled);
        if (!polled && port.isSilent()) {
            return "Nothing runs: no poller speaks for any source, and nothing answers at %s. %s"
                    .formatted(port.address(), start());
        }
        if (!polled && !sources.isEmpty()) {
            return "No poller runs that has these sources. " + start();
        }
        return port.isSilent()
                ? "Nothing answers at %s, where http.host and http.port say that charts are served."
                        .formatted(port.address())
                : "";
    }

    private String start() {
        return "Start it: ./freshet up --config " + file;
    }

    private InstallationStanding silent(String problem) {
        List<SourceStanding> sources =
                config.sources().stream().map(StandingReader::unknown).toList();
        return new InstallationStanding(
                Instant.now(), problem, sources, List.of(), List.of(), List.of());
    }

    private static SourceStanding unknown(SourceConfig source) {
        return SourceStanding.unknown(
                source.name(), source.pipeline(), "a poller that has this configuration");
    }

    private static List<ChartStanding> charts(
            PipelineDefinition pipeline,
            List<SourceStanding> all,
            Map<String, Long> revisions,
            WarehouseReading reading,
            ChartPort port) {
        List<SourceStanding> sources =
                all.stream().filter(source -> source.pipeline().equals(pipeline.name())).toList();
        Long made = revisions.get(pipeline.name());
        Optional<String> building =
                made == null
                        ? Optional.of("the aggregator, which has not made its tables yet")
                        : made == pipeline.tablesRevision()
                                ? Optional.empty()
                                : Optional.of(
                                        "an aggregator that starts with this definition: its tables"
                                                + " were made by another one");
        Map<String, Long> filling = reading.filling();
        Map<String, Size> sizes = new HashMap<>();
        List<ChartStanding> charts = new ArrayList<>();
        for (ChartDefinition chart : pipeline.charts()) {
            Optional<String> waiting = building.or(() -> filling(pipeline, chart, filling));
            Size size = waiting.isPresent() ? Size.UNKNOWN : size(pipeline, chart, sizes, reading);
            charts.add(
                    chart(
                            pipeline.addressOf(chart),
                            pipeline.tablesOf(chart),
                            sources,
                            waiting,
                            size,
                            port));
        }
        return charts;
    }

    /** What a chart waits for of which a summary is being filled, or an index made. */
    private static Optional<String> filling(
            PipelineDefinition pipeline, ChartDefinition chart, Map<String, Long> filling) {
        return Stream.of(
                        Stream.of(chart.summary()),
                        chart.shape().valueSummaries().stream(),
                        chart.shape().rowList().stream().map(list -> list.indexName(pipeline)))
                .flatMap(needed -> needed)
                .map(summary -> filling.get(SqlText.qualified(pipeline.name(), summary)))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(
                        lacking ->
                                "%s: %d %s to go"
                                        .formatted(
                                                FILLED,
                                                lacking,
                                                lacking == 1 ? "source" : "sources"));
    }

    private static Size size(
            PipelineDefinition pipeline,
            ChartDefinition chart,
            Map<String, Size> sizes,
            WarehouseReading reading) {
        if (chart.shape().rowList().isPresent()) {
            String table = chart.shape().rowList().get().table();
            return sizes.computeIfAbsent("rows of " + table, key -> reading.rows(pipeline, table));
        }
        if (chart.shape().freshness().isPresent()) {
            return Size.UNKNOWN;
        }
        return sizes.computeIfAbsent(
                chart.summary(), summary -> reading.size(pipeline, pipeline.summary(summary)));
    }

    private static ChartStanding chart(
            String name,
            Set<String> tables,
            List<SourceStanding> sources,
            Optional<String> building,
            Size size,
            ChartPort port) {
        ChartPort.Answer answer = port.ask(name);
        List<SourceStanding> waiting =
                sources.stream()
                        .filter(source -> !source.state().equals(SourceStanding.LIVE))
                        .toList();
        List<String> aside =
                sources.stream()
                        .flatMap(source -> source.aside(tables).map(table -> of(source, table)))
                        .toList();
        String state;
        String waitsFor;
        if (building.isPresent()) {
            state = ChartStanding.BUILDING;
            waitsFor =
                    answer.status() == 200 && building.get().startsWith(FILLED)
                            ? building.get() + "; meanwhile it is shown as it was"
                            : building.get();
        } else if (answer.status() != 200) {
            state = answer.status() == 0 ? ChartStanding.NOT_SERVED : ChartStanding.REFUSED;
            waitsFor = answer.refusal();
        } else if (!aside.isEmpty()) {
            state = ChartStanding.STALE;
            waitsFor = String.join("; ", aside);
        } else {
            state = waiting.isEmpty() ? SourceStanding.LIVE : ChartStanding.CATCHING_UP;
            waitsFor = sentence(waiting);
        }
        return new ChartStanding(
                name,
                state,
                waitsFor,
                answer.asOf().or(() -> earliest(sources, source -> source.readUpTo(tables))),
                earliest(sources, SourceStanding::provenAt),
                size.rows(),
                size.groups());
    }

    private static String of(SourceStanding source, TableStatus table) {
        return "source %s: %s".formatted(source.name(), table.detail());
    }

    private static String sentence(List<SourceStanding> waiting) {
        String names =
                waiting.stream()
                        .limit(3)
                        .map(SourceStanding::name)
                        .collect(Collectors.joining(", "));
        return waiting.isEmpty()
                ? ""
                : waiting.size() > 3
                        ? "%s and %d other sources".formatted(names, waiting.size() - 3)
                        : (waiting.size() == 1 ? "source " : "sources ") + names;
    }

    /** The earliest of all sources' times; empty where one has none. */
    private static Optional<Instant> earliest(
            List<SourceStanding> sources, Function<SourceStanding, Optional<Instant>> time) {
        List<Optional<Instant>> times = sources.stream().map(time).toList();
        return times.stream().allMatch(Optional::isPresent)
                ? times.stream().flatMap(Optional::stream).min(Comparator.naturalOrder())
                : Optional.empty();
    }
}
