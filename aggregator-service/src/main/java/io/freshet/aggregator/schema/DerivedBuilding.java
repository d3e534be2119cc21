package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.aggregator.statement.DerivedSql;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.TableDefinition;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Works derived columns out of the rows that are held of a source, a stretch of keys after the
 * other: its changes are applied in between. Of rows that are written meanwhile a trigger works
 * them out. Blocks.
 */
final class DerivedBuilding {

    private static final Logger LOG = Logger.getLogger(DerivedBuilding.class);

    private final Connection connection;
    private final PipelineDefinition pipeline;

    DerivedBuilding(Connection connection, PipelineDefinition pipeline) {
        this.connection = connection;
        this.pipeline = pipeline;
    }

    /** Goes through all rows of a source's table; done twice it changes nothing. */
    void work(BuildingPart part) throws SQLException {
        TableDefinition table = pipeline.table(part.object());
        String name = SqlText.qualified(pipeline.name(), table.name());
        long told = System.nanoTime();
        long rows = 0;
        long from = Long.MIN_VALUE;
        connection.setAutoCommit(false);
        try {
            for (boolean more = true; more; ) {
                BackgroundSql.number(connection, BuildingSql.LOCK, part.source());
                OptionalLong last =
                        BackgroundSql.number(
                                connection,
                                BuildingSql.stretch(name, AggregatorLimits.BUILDING_STRETCH),
                                part.source(),
                                from);
                if (last.isPresent()) {
                    rows += work(table, name, part.source(), from, last.getAsLong());
                }
                more = last.isPresent() && last.getAsLong() < Long.MAX_VALUE;
                if (more) {
                    from = last.getAsLong() + 1;
                } else {
                    end(part);
                }
                connection.commit();
                if (System.nanoTime() - told > AggregatorLimits.BUILDING_TOLD.toNanos()) {
                    told = System.nanoTime();
                    LOG.infof(
                            "Table %s.%s, source %s: what is derived is worked out of %d rows so far",
                            pipeline.name(), table.name(), part.sourceName(), rows);
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private int work(TableDefinition table, String name, int source, long from, long last)
            throws SQLException {
        int rows = BackgroundSql.change(connection, BuildingSql.touch(name), source, from, last);
        BackgroundSql.run(
                connection,
                DerivedSql.failures(
                        table,
                        table.derivation().all(),
                        BuildingSql.rows(name, source, from, last)));
        return rows;
    }

    private void end(BuildingPart part) throws SQLException {
        BackgroundSql.change(
                connection, BuildingSql.DONE, pipeline.name(), part.object(), part.source());
        BackgroundSql.number(connection, BuildingSql.ADVANCE, part.source());
    }
}
