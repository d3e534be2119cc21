package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.star.StarPlan;
import io.freshet.aggregator.statement.ProofSql;
import io.freshet.aggregator.statement.TableSql;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.pipeline.ChartDefinition;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.WarehouseMigration;
import io.freshet.warehouse.layout.RehearsalSql;
import io.freshet.warehouse.layout.SqlText;
import io.freshet.warehouse.layout.SummarySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tries a definition in the warehouse before it goes live: makes its tables, functions and indexes
 * anew in a transaction, explains every statement that applies, proves and reads rows there, and
 * rolls all of it back. What runs meanwhile sees nothing of it, and is held up for no longer than a
 * lock may take. Blocks.
 */
public final class DefinitionRehearsal {

    // Whoever waits for a lock of ours, or we for theirs, does so no longer than this.
    private static final String SETTINGS =
            "set local lock_timeout = '%d'; set local statement_timeout = '%d';"
                            .formatted(
                                    AggregatorLimits.REHEARSAL_LOCK.toMillis(),
                                    AggregatorLimits.REHEARSAL_STATEMENT.toMillis())
                    + " set local idle_in_transaction_session_timeout = '20s'";
    private static final String ASIDE = "freshet aside ";

    private final WarehouseConfig warehouse;

    public DefinitionRehearsal(WarehouseConfig warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Tries one.
     *
     * @return how many statements can be run
     * @throws SchemaException with the first that cannot, and why
     */
    public int of(PipelineDefinition pipeline) {
        try (Connection connection = WarehousePreparation.connections(warehouse).getConnection()) {
            connection.setAutoCommit(false);
            try {
                return rehearse(connection, pipeline);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SchemaException(e);
        }
    }

    private static int rehearse(Connection connection, PipelineDefinition pipeline)
            throws SQLException {
        SqlScript script = new RehearsedScript(connection);
        script.run(SETTINGS);
        migrate(connection, script);
        if (pipeline.star().isPresent()) {
            new StarUpgrade(pipeline, script).check();
            setAside(connection, script, pipeline.star().get().schema());
        }
        setAside(connection, script, pipeline.name());
        script.run("create schema " + SqlText.quoted(pipeline.name()));
        new SchemaUpgrade(pipeline, script, AggregatorLimits.FILLED_AT_ONCE).make();
        int explained = 0;
        for (String statement : statements(pipeline)) {
            explain(script, statement);
            explained++;
        }
        return explained;
    }

    /** Gives a schema another name, and forgets what it was made from. */
    private static void setAside(Connection connection, SqlScript script, String schema)
            throws SQLException {
        if (isTrue(connection, RehearsalSql.isThere(schema))) {
            script.run(RehearsalSql.setAside(schema, ASIDE + schema.hashCode()));
        }
        script.run(RehearsalSql.forget(schema));
    }

    /** Freshet's own tables, where they are not there yet or not all of them. */
    private static void migrate(Connection connection, SqlScript script) throws SQLException {
        script.run(RehearsalSql.OWN_SCHEMA);
        Set<String> done = new HashSet<>();
        if (isTrue(connection, RehearsalSql.MIGRATED)) {
            try (Statement query = connection.createStatement();
                    ResultSet rows = query.executeQuery(RehearsalSql.MIGRATIONS)) {
                while (rows.next()) {
                    done.add(rows.getString(1));
                }
            }
        }
        for (Map.Entry<String, String> migration : WarehouseMigration.scripts().entrySet()) {
            if (!done.contains(migration.getKey())) {
                script.run(RehearsalSql.OWN_NAMES);
                script.run(migration.getValue());
                script.run("set local search_path to default");
            }
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** All that is sent to the warehouse about a definition, with numbered parameters. */
    private static List<String> statements(PipelineDefinition pipeline) {
        List<String> all = new ArrayList<>();
        for (TableDefinition table : pipeline.tables()) {
            all.addAll(TableSql.of(pipeline, table).all());
        }
        StarPlan.of(pipeline).steps().forEach(step -> all.add(step.sql()));
        Stream.concat(ProofSql.of(pipeline).stream(), StarPlan.proofs(pipeline).stream())
                .flatMap(proof -> Stream.of(proof.compare(), proof.mend()))
                .forEach(all::add);
        pipeline.summaries()
                .forEach(
                        summary ->
                                all.add(
                                        SummarySql.changes(
                                                SqlText.qualified(pipeline.name(), summary.name()),
                                                "s.*",
                                                true,
                                                false)));
        pipeline.summaries().stream()
                .filter(SummaryDefinition::mayBeLarge)
                .map(summary -> SqlText.qualified(pipeline.name(), summary.name()))
                .forEach(table -> all.add(SummarySql.changesByIndex(table, "s.*", true)));
        for (ChartDefinition chart : pipeline.charts()) {
            chart.shape().rowList().map(list -> list.sql(pipeline).read(true)).ifPresent(all::add);
        }
        return all;
    }

    /** Has a statement planned, as it would be for any values. */
    private static void explain(SqlScript script, String statement) {
        script.run("prepare rehearsed as " + statement);
        String nulls = "null, ".repeat(ParameterCount.of(statement));
        String values = nulls.isEmpty() ? "" : "(" + nulls.substring(0, nulls.length() - 2) + ")";
        script.run("explain execute rehearsed" + values);
        script.run("deallocate rehearsed");
    }
}
