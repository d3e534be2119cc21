package io.freshet.aggregator.intake;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.statement.TablePlan;
import io.freshet.aggregator.warehouse.KnownSource;
import io.freshet.aggregator.warehouse.SourceDirectory;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.events.RangeDoubted;
import io.freshet.events.RangeRead;
import io.freshet.events.RowBlock;
import io.freshet.events.RowsGone;
import io.freshet.events.RowsRead;
import io.freshet.events.TableId;
import io.freshet.events.UnreadableEventException;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Turns messages into changes that can be applied. Thread-safe. */
@Singleton
public class ChangePreparation {

    private final Map<TableId, TablePlan> plans = new HashMap<>();
    private final SourceDirectory sources;
    private final Definitions definitions;

    // Of each source the newest epoch that goes by another definition: its events are refused
    // anyway, and not to be read by this one.
    private final Map<String, Long> foreignEpochs = new ConcurrentHashMap<>();

    public ChangePreparation(
            FreshetConfig config, Definitions definitions, SourceDirectory sources) {
        this.definitions = definitions;
        this.sources = sources;
        for (PipelineDefinition pipeline : config.pipelines().all()) {
            for (TableDefinition table : pipeline.tables()) {
                TablePlan plan = TablePlan.of(pipeline, table);
                plans.put(plan.id(), plan);
            }
        }
    }

    /**
     * Reads a message that came from the broker. Blocks on the warehouse the first time that a
     * source is met.
     *
     * @param installation the warehouse that it says it is for, or null
     * @throws ForeignChangeException if that is not this one
     * @throws UnfitChangeException if it can never be applied
     * @throws WarehouseException if the warehouse does not answer: worth another try
     */
    public PreparedChange prepare(byte[] message, String installation)
            throws UnfitChangeException, ForeignChangeException {
        ChangeEvent event = read(message);
        if (!sources.isHere(installation)) {
            throw new ForeignChangeException(
                    "An event of source %s is for %s"
                            .formatted(
                                    event.position().source(),
                                    installation == null
                                            ? "no warehouse that it names"
                                            : "the warehouse of another installation"));
        }
        return prepare(event);
    }

    /**
     * Reads a message whose origin is known. Blocks on the warehouse the first time that a source
     * is met.
     *
     * @throws UnfitChangeException if it can never be applied
     * @throws WarehouseException if the warehouse does not answer: worth another try
     */
    public PreparedChange prepare(byte[] message) throws UnfitChangeException {
        return prepare(read(message));
    }

    private static ChangeEvent read(byte[] message) throws UnfitChangeException {
        try {
            return ChangeEventCodec.decode(message);
        } catch (UnreadableEventException e) {
            throw new UnfitChangeException(null, e.getMessage(), e);
        }
    }

    private PreparedChange prepare(ChangeEvent event) throws UnfitChangeException {
        Position position = event.position();
        if (event instanceof EpochOpened opened) {
            return prepare(opened);
        }
        if (Long.valueOf(position.fence()).equals(foreignEpochs.get(position.source()))) {
            return new PreparedChange.Passed(position);
        }
        if (event instanceof RowsRead read) {
            TablePlan plan = plan(position, read.table(), read.rows());
            return new PreparedChange.Rows(
                    position, plan, normalise(position, plan, read.rows()), since(read.rows()));
        }
        if (event instanceof RowsGone gone) {
            return new PreparedChange.Gone(plan(position, gone.table()), gone);
        }
        if (event instanceof RangeDoubted doubted) {
            return new PreparedChange.Doubted(
                    position, plan(position, doubted.table()), doubted.range());
        }
        return prepare((RangeRead) event);
    }

    private PreparedChange prepare(EpochOpened opened) throws UnfitChangeException {
        Position position = opened.position();
        // Whoever opens a source may have changed its attributes.
        sources.forget(position.source());
        Optional<KnownSource> source = sources.find(position.source());
        if (source.isEmpty()) {
            throw new UnfitChangeException(
                    position, "source %s is not registered".formatted(position.source()), null);
        }
        boolean understood =
                opened.revision().isEmpty()
                        || definitions.understands(
                                source.get().pipeline(), opened.revision().getAsLong());
        if (understood) {
            foreignEpochs.remove(position.source());
        } else {
            foreignEpochs.put(position.source(), position.fence());
        }
        return new PreparedChange.Opened(position, understood);
    }

    private PreparedChange prepare(RangeRead read) throws UnfitChangeException {
        TablePlan plan = plan(read.position(), read.table(), read.rows());
        checkKeys(read);
        return new PreparedChange.Range(
                read.position(),
                plan,
                read.range(),
                normalise(read.position(), plan, read.rows()),
                read.refilled(),
                read.rows().readAt());
    }

    private NormalisedRows normalise(Position position, TablePlan plan, RowBlock rows)
            throws UnfitChangeException {
        KnownSource source = sources.get(position.source(), plan.id().pipeline());
        try {
            return plan.normaliser().normalise(rows, source.attributes());
        } catch (RuntimeException e) {
            throw new UnfitChangeException(position, "its values cannot be read: " + e, e);
        }
    }

    private TablePlan plan(Position position, TableId table) throws UnfitChangeException {
        TablePlan plan = plans.get(table);
        if (plan == null) {
            throw new UnfitChangeException(
                    position,
                    "pipeline %s with table %s is not defined here; configure the same pipelines"
                                    .formatted(table.pipeline(), table.table())
                            + " for pollers and aggregators",
                    null);
        }
        return plan;
    }

    private TablePlan plan(Position position, TableId table, RowBlock rows)
            throws UnfitChangeException {
        TablePlan plan = plan(position, table);
        if (!plan.normaliser().fits(rows.columns())) {
            throw new UnfitChangeException(
                    position,
                    "columns %s are not those that table %s of pipeline %s declares here"
                            .formatted(rows.columns(), table.table(), table.pipeline()),
                    null);
        }
        return plan;
    }

    private static void checkKeys(RangeRead read) throws UnfitChangeException {
        for (long key : read.rows().keys()) {
            if (!read.range().contains(key)) {
                throw new UnfitChangeException(
                        read.position(),
                        "row %d is outside of the range %d..%d that was read"
                                .formatted(key, read.range().low(), read.range().high()),
                        null);
            }
        }
    }

    private static long since(RowBlock rows) {
        long since = Long.MAX_VALUE;
        for (long time : rows.times()) {
            since = Math.min(since, time == RowBlock.NO_TIME ? rows.readAt() : time);
        }
        return since;
    }

    /** The tables that can be applied. */
    List<TablePlan> plans() {
        return List.copyOf(plans.values());
    }
}
