package io.freshet.aggregator.apply;

import io.freshet.aggregator.normalise.NormalisedRows;
import io.freshet.aggregator.normalise.RejectedValue;
import io.freshet.aggregator.plan.Step;
import io.freshet.aggregator.statement.NewRowDeltas;
import io.freshet.aggregator.statement.UpsertRows;
import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.aggregator.warehouse.WarehouseException;
import io.freshet.pipeline.RejectionReason;
import io.freshet.runtime.logging.LogFields;
import io.freshet.warehouse.layout.Home;
import io.freshet.warehouse.layout.QuarantineSql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/** Runs the steps of one transaction. */
final class StepRunner {

    private static final Logger LOG = Logger.getLogger(StepRunner.class);

    private final WarehouseConnection connection;
    private final TransactionSources sources;
    private final TransactionMetrics metrics;
    private final WriteMode mode;

    /** How rows are written. */
    enum WriteMode {
        /**
         * Rows that are read for the first time are taken to be new, which is right in all ordinary
         * cases; where one is not, the transaction fails and must be tried in another mode.
         */
        INSERT,
        /** Rows are compared with those held. */
        UPSERT,
        /**
         * Rows are compared with those held, and those that the warehouse refuses are found one by
         * one and held without values; costs a savepoint per attempt.
         */
        BISECT
    }

    StepRunner(
            WarehouseConnection connection,
            TransactionSources sources,
            TransactionMetrics metrics,
            WriteMode mode) {
        this.connection = connection;
        this.sources = sources;
        this.metrics = metrics;
        this.mode = mode;
    }

    /**
     * Runs a step.
     *
     * @throws WarehouseException if the warehouse does not take it
     */
    void run(Step step) {
        if (step instanceof Step.Upsert upsert) {
            if (mode == WriteMode.BISECT) {
                bisect(upsert, upsert.rows());
            } else if (mode == WriteMode.INSERT && !upsert.repair()) {
                insert(upsert, upsert.rows());
            } else {
                upsert(upsert, upsert.rows());
            }
        } else if (step instanceof Step.DeleteOthers delete) {
            delete(delete);
        } else if (step instanceof Step.DeleteKeys delete) {
            delete(delete);
        } else if (step instanceof Step.SumAgain doubted) {
            sumAgain(doubted);
        }
    }

    private void delete(Step.DeleteOthers step) {
        long version = sources.of(step.source()).newVersion();
        if (step.isWide()) {
            WideDeletion deletion =
                    new WideDeletion(
                            connection,
                            step.plan().sql(),
                            step.source(),
                            version,
                            keys(step.kept()));
            changed(step.source(), deletion.run(step.range()), true);
            return;
        }
        Tuple parameters =
                Tuple.of(step.source(), version, step.range().low(), step.range().high())
                        .addArrayOfLong(keys(step.kept()));
        for (Row row : connection.query(step.plan().sql().deleteOthers(), parameters)) {
            changed(step.source(), row.getLong(0), true);
        }
    }

    private void delete(Step.DeleteKeys step) {
        Tuple parameters =
                Tuple.of(step.source(), sources.of(step.source()).newVersion())
                        .addArrayOfLong(
                                Arrays.stream(step.gone().keys()).boxed().toArray(Long[]::new));
        for (Row row : connection.query(step.plan().sql().deleteKeys(), parameters)) {
            changed(step.source(), row.getLong(0), true);
        }
    }

    private void sumAgain(Step.SumAgain step) {
        SourceProgress source = sources.of(step.source());
        Home home = step.plan().home();
        long low = home.lowestKey(home.numberOf(step.keys().low()));
        long high = home.highestKey(home.numberOf(step.keys().high()));
        Tuple parameters = Tuple.of(source.id(), source.newVersion(), low, high);
        for (Row row : connection.queryLong(step.plan().sql().sumAgain(), parameters)) {
            if (row.getLong(0) > 0) {
                String table = step.plan().id().table();
                LogFields.source(source.name())
                        .table(table)
                        .log(
                                () ->
                                        LOG.warnf(
                                                "Source %s, table %s, keys %d to %d: %d checksums"
                                                        + " were not those of the rows held, and"
                                                        + " are now",
                                                source.name(), table, low, high, row.getLong(0)));
            }
        }
    }

    private void insert(Step.Upsert step, UpsertRows rows) {
        Tuple parameters = Tuple.tuple();
        if (step.plan().summaries().isPresent()) {
            rows.addTo(parameters);
            new NewRowDeltas(rows, sources.versionById()).addTo(parameters, step.plan());
        } else {
            parameters.addArrayOfInteger(sources.ids()).addArrayOfLong(sources.versions());
            rows.addTo(parameters);
        }
        connection.submit(step.plan().sql().insert(), parameters);
        for (int row = 0; row < rows.size(); row++) {
            changed(rows.source(row), 1, false);
        }
        quarantine(step, rows);
    }

    private void upsert(Step.Upsert step, UpsertRows rows) {
        for (Row row : write(step, rows)) {
            changed(row.getInteger(0), row.getLong(1) + row.getLong(2), step.repair());
        }
        quarantine(step, rows);
    }

    private RowSet<Row> write(Step.Upsert step, UpsertRows rows) {
        Tuple parameters =
                Tuple.tuple().addArrayOfInteger(sources.ids()).addArrayOfLong(sources.versions());
        rows.addOwnTimesTo(parameters);
        rows.addTo(parameters);
        return connection.query(step.plan().sql().upsert(), parameters);
    }

    private void bisect(Step.Upsert step, UpsertRows rows) {
        connection.run("savepoint part");
        try {
            upsert(step, rows);
            connection.run("release savepoint part");
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.DATA) {
                throw e;
            }
            connection.run("rollback to savepoint part");
            if (rows.size() == 1) {
                salvage(step, rows, e);
            } else {
                int middle = rows.size() / 2;
                bisect(step, rows.slice(0, middle));
                bisect(step, rows.slice(middle, rows.size()));
            }
        }
    }

    /** Writes a row that is refused without those of its values for which it is refused. */
    private void salvage(Step.Upsert step, UpsertRows row, WarehouseException refusal) {
        if (!isTaken(step, row.emptied())) {
            throw refusal;
        }
        int width = step.plan().width();
        Salvage salvage = new Salvage(row, width, some -> isTaken(step, some));
        UpsertRows kept =
                refusal.isTooLarge() ? salvage.withoutTheLongest() : salvage.withoutThoseRefused();
        List<RejectedValue> rejected = new ArrayList<>(row.rejected());
        String reason = RejectionReason.REFUSED.text() + ": " + refusal.getMessage();
        for (int column = 0; column < width; column++) {
            String value = row.value(column, 0);
            if (value != null && kept.value(column, 0) == null) {
                rejected.add(
                        new RejectedValue(0, step.plan().columns().get(column), value, reason));
            }
        }
        OptionalInt mark = step.plan().aside();
        if (mark.isPresent() && step.plan().normaliser().setsWrongValuesAsideWithTheirRows()) {
            kept = kept.with(mark.getAsInt(), String.valueOf(true));
        }
        rejected.forEach(kept::reject);
        upsert(step, kept);
    }

    /** Whether the warehouse takes rows; leaves nothing of them. */
    private boolean isTaken(Step.Upsert step, UpsertRows rows) {
        connection.run("savepoint trial");
        try {
            write(step, rows);
            return true;
        } catch (WarehouseException e) {
            if (e.kind() != WarehouseException.Kind.DATA) {
                throw e;
            }
            return false;
        } finally {
            connection.run("rollback to savepoint trial");
        }
    }

    private void changed(int source, long rows, boolean repair) {
        sources.of(source).addRows(rows);
        metrics.changed(rows, repair);
    }

    private void quarantine(Step.Upsert step, UpsertRows rows) {
        if (!rows.rejected().isEmpty()) {
            Tuple parameters = Tuple.tuple();
            rows.addRejectedTo(parameters, step.plan());
            count(connection.query(QuarantineSql.ADD, parameters));
        }
        step.plan()
                .sql()
                .failures()
                .ifPresent(
                        failures -> {
                            Tuple parameters = Tuple.tuple();
                            rows.addKeysTo(parameters);
                            count(connection.query(failures, parameters));
                        });
    }

    private void count(RowSet<Row> quarantined) {
        for (Row row : quarantined) {
            String reason = row.getString(1);
            int end = reason.indexOf(':');
            metrics.quarantined(
                    sources.of(row.getInteger(0)).name(),
                    end < 0 ? reason : reason.substring(0, end),
                    row.getLong(2));
        }
    }

    private static Long[] keys(NormalisedRows rows) {
        Long[] keys = new Long[rows.size()];
        Arrays.setAll(keys, rows::key);
        return keys;
    }
}
