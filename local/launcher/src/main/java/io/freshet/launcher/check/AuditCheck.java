package io.freshet.launcher.check;

import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.SourceConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.poller.source.SourceProblem;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.RegistrySql;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares sources, rows held, their checksums and all that is summed up of them, completely: see
 * {@link TableAudit}. Blocks. Nothing is changed, and nobody waits for it.
 */
final class AuditCheck {

    /** One statement in the warehouse: each is about a stretch of rows. */
    private static final Duration STATEMENT = Duration.ofSeconds(60);

    /** One state for all statements of a transaction. */
    private static final String ONE_STATE =
            "set session characteristics as transaction isolation level repeatable read, read only";

    private final Vertx vertx;
    private final FreshetConfig config;
    private final CheckReport report;
    private final Duration patience;

    /**
     * @param patience how long what is on its way from a source to the warehouse may take
     */
    AuditCheck(Vertx vertx, FreshetConfig config, CheckReport report, Duration patience) {
        this.vertx = vertx;
        this.config = config;
        this.report = report;
        this.patience = patience;
    }

    /** Prints lines for each source and table: failed ones where anything differs. */
    void run(List<SourceConfig> sources) {
        Pool warehouse = Databases.warehouse(vertx, config.warehouse().orElseThrow());
        for (SourceConfig source : sources) {
            String what = "audit " + source.name();
            try (WarehouseConnection connection = WarehouseConnection.open(warehouse, STATEMENT)) {
                connection.run(ONE_STATE);
                audit(what, source, connection, warehouse);
            } catch (WarehouseException | SourceProblem | IllegalStateException e) {
                report.failed(what, "not compared to the end: " + e.getMessage());
            }
        }
        warehouse.close();
    }

    private void audit(
            String what, SourceConfig source, WarehouseConnection connection, Pool warehouse) {
        PipelineDefinition pipeline = config.pipelines().find(source.pipeline()).orElseThrow();
        if (!isMadeBy(pipeline, connection)) {
            report.failed(
                    what,
                    "not compared: the warehouse's tables were made by another definition of %s, or"
                                    .formatted(pipeline.name())
                            + " by none; start Freshet with this one");
            return;
        }
        for (Row known : connection.query(RegistrySql.FIND_SOURCE, Tuple.of(source.name()))) {
            try (AuditedSource there = new AuditedSource(vertx, source, warehouse)) {
                int id = known.getInteger(0);
                Map<TableAudit, Long> work = new LinkedHashMap<>();
                for (TableDefinition table : pipeline.tables()) {
                    TableAudit audit =
                            new TableAudit(
                                    there, source, pipeline, table, connection, id, patience);
                    work.put(audit, audit.work());
                }
                long all = work.values().stream().mapToLong(Long::longValue).sum();
                AuditSign sign = new AuditSign(connection, id, all);
                work.forEach(
                        (audit, rows) -> {
                            audit.run(what, report, sign);
                            sign.passed(rows);
                        });
            }
            return;
        }
        report.failed(what, "not compared: nothing of it was read into this warehouse yet");
    }

    private static boolean isMadeBy(PipelineDefinition pipeline, WarehouseConnection connection) {
        for (Row made : connection.query(CatalogueSql.REVISIONS, Tuple.tuple())) {
            if (made.getString(0).equals(pipeline.name())) {
                return made.getLong(1) == pipeline.tablesRevision();
            }
        }
        return false;
    }
}
