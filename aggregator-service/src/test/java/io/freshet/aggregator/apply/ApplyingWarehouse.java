package io.freshet.aggregator.apply;

import io.freshet.aggregator.intake.ChangePreparation;
import io.freshet.aggregator.intake.Definitions;
import io.freshet.aggregator.intake.PreparedChange;
import io.freshet.aggregator.intake.UnfitChangeException;
import io.freshet.aggregator.schema.SummaryBuilding;
import io.freshet.aggregator.schema.WarehousePreparation;
import io.freshet.aggregator.schema.WarehouseWatch;
import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.settings.AggregatorSettings;
import io.freshet.aggregator.warehouse.SourceDirectory;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpConfig;
import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.pipeline.PipelineReader;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.rights.WarehouseRights;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A warehouse on a real server, made ready for one pipeline, with an applier. */
public final class ApplyingWarehouse implements AutoCloseable {

    public static final String SALES =
            """
            pipeline: sales
            source-attributes:
              region: {pattern: "[A-Z]{2}"}
            tables:
              orders:
                key: id
                missing: [NA, "-"]
                columns:
                  area: {type: code, pattern: "[A-Z]{2}", otherwise: region}
                  amount: {type: decimal}
                  weight: {type: decimal}
                  note: {type: text}
            summaries:
              by_area: {table: orders, group-by: area, sum: [amount, weight]}
              by_note: {table: orders, group-by: note, sum: [amount]}
              over_time: {table: orders, time-bucket: 15m, sum: [amount]}
            """;

    private record Settings() implements AggregatorSettings {
        @Override
        public Set<Integer> partitions() {
            return Set.of(0);
        }

        @Override
        public int batchRows() {
            return 20_000;
        }

        @Override
        public int prefetch() {
            return 32;
        }

        @Override
        public Duration applyTimeout() {
            return Duration.ofSeconds(60);
        }
    }

    public final TestDatabase database;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    // For all of them: to start event loops takes longer than most of what is tried on them.
    private static final Vertx VERTX = Vertx.vertx();

    private static final long AT_ONCE = AggregatorLimits.FILLED_AT_ONCE;

    private final Pool pool;
    private final Questions questions;
    final ChangePreparation changes;
    final BatchApplier applier;
    final SummaryProof proof;
    final JournalPruning pruning;
    final RowsAsideWatch rowsAside;
    final JournalPruning pruningWithLake;
    final PipelineDefinition definition;
    public final WarehousePreparation preparation;
    final SummaryBuilding building;
    public final WarehouseWatch watch;

    public ApplyingWarehouse(String pipeline) {
        this(pipeline, address -> address);
    }

    /**
     * @param way where to connect to instead of the database's address
     */
    public ApplyingWarehouse(String pipeline, UnaryOperator<String> way) {
        this(pipeline, way, MigratedDatabases.take(), AT_ONCE);
    }

    private ApplyingWarehouse(
            String pipeline,
            UnaryOperator<String> way,
            MigratedDatabases.Taken taken,
            long filledAtOnce) {
        database = taken.database();
        questions = new Questions(database);
        definition = PipelineReader.read("test", new StringReader(pipeline));
        FreshetConfig config = config(way);
        preparation = new WarehousePreparation(config, filledAtOnce);
        if (taken.migrated()) {
            preparation.prepareTables();
        } else {
            preparation.prepare();
            MigratedDatabases.migrated(database);
        }
        building = building(way);
        WarehouseConfig owner = config(database, way);
        pool =
                PgBuilder.pool()
                        .connectingTo(
                                PgConnectOptions.fromUri(way.apply(database.url()))
                                        .setUser(owner.username())
                                        .setPassword(owner.password().first()))
                        .using(VERTX)
                        .build();
        SourceDirectory directory = new SourceDirectory(pool, new Settings(), config);
        watch = new WarehouseWatch(pool, preparation, directory, config);
        Definitions definitions = new Definitions(config);
        changes = new ChangePreparation(config, definitions, directory);
        ApplyMetrics metrics = new ApplyMetrics(registry);
        pruning = pruning(config);
        rowsAside = new RowsAsideWatch(pool, new Settings(), registry);
        pruningWithLake = pruning(withLake(config));
        proof = new SummaryProof(pool, new Settings(), metrics, config);
        applier =
                new BatchAppliers(
                                definitions,
                                pool,
                                new Settings(),
                                directory,
                                new ApplyMetrics(registry))
                        .create();
    }

    private FreshetConfig config(UnaryOperator<String> way) {
        return new FreshetConfig(
                List.of(),
                Optional.empty(),
                Optional.of(config(database, way)),
                Optional.empty(),
                Optional.empty(),
                HttpConfig.DEFAULT,
                PipelineLibrary.of(List.of(definition)));
    }

    /** Fills summaries, by that way alone. */
    SummaryBuilding building(UnaryOperator<String> way) {
        return new SummaryBuilding(config(way), registry);
    }

    private JournalPruning pruning(FreshetConfig config) {
        return new JournalPruning(pool, new Settings(), config);
    }

    private static FreshetConfig withLake(FreshetConfig config) {
        return new FreshetConfig(
                config.sources(),
                config.broker(),
                config.warehouse(),
                Optional.of(new LakeConfig.Folder(Path.of("nowhere"))),
                config.alerts(),
                config.http(),
                config.pipelines());
    }

    /** Applies events as one batch. */
    void apply(ChangeEvent... events) {
        try {
            applier.apply(prepared(events));
        } catch (UnfitChangeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applies events as one transaction, written in that mode. */
    void apply(StepRunner.WriteMode mode, ChangeEvent... events) {
        try {
            applier.transact(prepared(events), mode);
        } catch (UnfitChangeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Events as they come from the bus, read and checked. */
    List<PreparedChange> prepared(ChangeEvent... events) throws UnfitChangeException {
        List<PreparedChange> changes = new ArrayList<>();
        for (ChangeEvent event : events) {
            changes.add(this.changes.prepare(ChangeEventCodec.encode(event)));
        }
        return changes;
    }

    /** Registers a source as pollers do; answers its id. */
    int register(String name, String attributes) {
        return Integer.parseInt(
                query(
                                "insert into freshet.source (name, pipeline, attributes) values ('%s', 'sales', '%s') returning id"
                                        .formatted(name, attributes))
                        .get(0));
    }

    private static WarehouseConfig config(TestDatabase database, UnaryOperator<String> way) {
        return WarehouseRights.of(database, List.of())
                .config("aggregator", way.apply(database.url()));
    }

    /** Runs statements. */
    void run(String sql) {
        questions.run(sql);
    }

    /** Rows of a query as texts, columns parted by bars. */
    public List<String> query(String sql) {
        return questions.query(sql);
    }

    /** Transactions that nobody goes on with: process of the server, last statement. */
    List<String> transactionsLeftOpen() {
        return query(
                "select pid, query from pg_stat_activity where datname = current_database()"
                        + " and state like 'idle in transaction%'");
    }

    int idOf(String source) {
        return Integer.parseInt(
                query("select id from freshet.source where name = '%s'".formatted(source)).get(0));
    }

    double count(String meter) {
        return registry.find(meter).counters().stream().mapToDouble(c -> c.count()).sum();
    }

    /** The same warehouse under another definition, as after a restart; ends this one. */
    ApplyingWarehouse redefined(String pipeline) {
        return redefined(pipeline, AT_ONCE);
    }

    /**
     * The same.
     *
     * @param filledAtOnce of how many rows summaries are filled at once; of others by {@link
     *     #building}
     */
    ApplyingWarehouse redefined(String pipeline, long filledAtOnce) {
        end();
        return new ApplyingWarehouse(
                pipeline,
                address -> address,
                new MigratedDatabases.Taken(database, true),
                filledAtOnce);
    }

    /** The same warehouse as if it were new, for this definition; ends this one. */
    ApplyingWarehouse emptied(String pipeline) {
        MigratedDatabases.empty(database);
        return redefined(pipeline);
    }

    @Override
    public void close() {
        end();
        MigratedDatabases.give(database);
    }

    private void end() {
        applier.close();
        pool.close().toCompletionStage().toCompletableFuture().join();
        questions.close();
    }
}
