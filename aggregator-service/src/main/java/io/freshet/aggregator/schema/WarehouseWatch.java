package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.warehouse.SourceDirectory;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.CatalogueSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Notices that the warehouse, or a table in it, was dropped or is another one than before, and
 * makes it ready again: also while nothing is to be applied. For one thread, which it blocks.
 */
@Singleton
public class WarehouseWatch {

    private record Table(String pipeline, String name, long revision) {}

    private static final Logger LOG = Logger.getLogger(WarehouseWatch.class);

    private final Pool pool;
    private final WarehousePreparation preparation;
    private final SourceDirectory sources;
    private final List<Table> tables;
    private UUID installation;

    public WarehouseWatch(
            Pool pool,
            WarehousePreparation preparation,
            SourceDirectory sources,
            FreshetConfig config) {
        this.pool = pool;
        this.preparation = preparation;
        this.sources = sources;
        this.tables = config.pipelines().all().stream().flatMap(WarehouseWatch::tables).toList();
    }

    /**
     * Looks once, and makes the warehouse ready where it is not as it was.
     *
     * @return whether it had to be made ready
     * @throws RuntimeException if the warehouse does not answer or cannot be made ready
     */
    public boolean look() {
        String lost = lost();
        if (lost.isEmpty()) {
            return false;
        }
        LOG.warnf("%s: the warehouse is made ready again", lost);
        sources.forget();
        preparation.prepareAgain();
        installation = null;
        lost();
        return true;
    }

    /** What is not as it was; empty where all is. */
    private String lost() {
        Row row;
        try {
            row =
                    WarehouseException.await(ask(), AggregatorLimits.WAREHOUSE_CONNECT)
                            .iterator()
                            .next();
        } catch (WarehouseException e) {
            if (e.kind() == WarehouseException.Kind.SCHEMA) {
                return "Freshet's tables are not there (%s)".formatted(e.getMessage());
            }
            throw e;
        }
        UUID found = row.getUUID(0);
        boolean another = installation != null && !installation.equals(found);
        installation = found;
        if (another) {
            return "Another warehouse answers than before";
        }
        String missing = row.getString(1);
        return missing == null
                ? ""
                : "Tables were dropped from the warehouse (%s)".formatted(missing);
    }

    private Future<RowSet<Row>> ask() {
        return pool.preparedQuery(CatalogueSql.LOOK)
                .execute(
                        Tuple.tuple()
                                .addArrayOfString(tables(Table::pipeline))
                                .addArrayOfString(tables(Table::name))
                                .addArrayOfLong(
                                        tables.stream().map(Table::revision).toArray(Long[]::new)));
    }

    private String[] tables(Function<Table, String> part) {
        return tables.stream().map(part).toArray(String[]::new);
    }

    private static Stream<Table> tables(PipelineDefinition pipeline) {
        long revision = pipeline.tablesRevision();
        return Stream.of(
                        Stream.concat(
                                        pipeline.tables().stream().map(TableDefinition::name),
                                        pipeline.summaries().stream().map(SummaryDefinition::name))
                                .map(name -> new Table(pipeline.name(), name, revision)),
                        pipeline.star().stream()
                                .flatMap(
                                        star ->
                                                star.tables().stream()
                                                        .map(
                                                                table ->
                                                                        new Table(
                                                                                star.schema(),
                                                                                table.name(),
                                                                                revision))))
                .flatMap(tables -> tables);
    }
}
