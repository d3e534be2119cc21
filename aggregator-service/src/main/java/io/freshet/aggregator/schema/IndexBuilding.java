package io.freshet.aggregator.schema;

import io.freshet.aggregator.settings.AggregatorLimits;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.FormerSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Makes indexes of large tables while rows are written. Blocks. */
final class IndexBuilding {

    private IndexBuilding() {}

    /** Makes one; what an attempt that failed left of it goes first. */
    static void make(Connection connection, PipelineDefinition pipeline, String name)
            throws SQLException {
        TableDdl.Index index = TableDdl.indexes(pipeline).get(name);
        if (index != null) {
            // no writer waits behind what this waits for
            waitUpTo(connection, AggregatorLimits.BUILDING.toMillis());
            try {
                BackgroundSql.run(connection, TableDdl.dropIndex(pipeline, name, true));
                BackgroundSql.run(connection, index.besideWriters());
            } finally {
                waitUpTo(connection, AggregatorLimits.BUILDING_LOCK.toMillis());
            }
        }
        BackgroundSql.change(connection, BuildingSql.REMOVE, pipeline.name(), name);
    }

    private static void waitUpTo(Connection connection, long millis) throws SQLException {
        BackgroundSql.run(connection, "set lock_timeout = " + millis);
    }

    /** Drops those that neither the definition needs nor a chart that is shown as it was. */
    static void dropUnneeded(Connection connection, PipelineDefinition pipeline)
            throws SQLException {
        Set<String> needed = new HashSet<>(TableDdl.indexes(pipeline).keySet());
        needed.addAll(BackgroundSql.texts(connection, FormerSql.NEEDED, pipeline.name()));
        for (String name : BackgroundSql.texts(connection, CatalogueSql.INDEXES, pipeline.name())) {
            if (!needed.contains(name)) {
                BackgroundSql.run(connection, TableDdl.dropIndex(pipeline, name, true));
            }
        }
    }
}
