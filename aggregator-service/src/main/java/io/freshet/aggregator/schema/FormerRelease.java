package io.freshet.aggregator.schema;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.warehouse.layout.CatalogueSql;
import io.freshet.warehouse.layout.FormerSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/** Ends that charts are shown as they were, once what replaces them is there. Blocks. */
final class FormerRelease {

    private static final Logger LOG = Logger.getLogger(FormerRelease.class);

    private FormerRelease() {}

    /** Does it where it is due; several replicas may do it at once. */
    static void run(Connection connection, PipelineDefinition pipeline) throws SQLException {
        // another definition needs other indexes
        if (BackgroundSql.number(
                        connection,
                        FormerSql.IS_MADE_BY,
                        pipeline.name(),
                        pipeline.tablesRevision(),
                        pipeline.text())
                .isEmpty()) {
            return;
        }
        List<String> released = BackgroundSql.texts(connection, FormerSql.LET_GO, pipeline.name());
        released.forEach(
                chart ->
                        LOG.infof(
                                "Chart %s of pipeline %s is ready: it takes the place of what it was",
                                chart, pipeline.name()));
        for (String table :
                BackgroundSql.texts(connection, FormerSql.LEFT_BEHIND, pipeline.name())) {
            BackgroundSql.run(connection, TableDdl.drop(pipeline.name(), table));
            BackgroundSql.change(connection, CatalogueSql.REMOVE, pipeline.name(), table);
        }
        if (!released.isEmpty()) {
            IndexBuilding.dropUnneeded(connection, pipeline);
        }
    }
}
