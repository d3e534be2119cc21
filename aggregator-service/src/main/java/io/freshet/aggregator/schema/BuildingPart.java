package io.freshet.aggregator.schema;

import io.freshet.pipeline.PipelineDefinition;
import io.freshet.warehouse.layout.BuildingSql;
import io.freshet.warehouse.layout.BuildingSql.Stage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What is to be made next in the background.
 *
 * @param object the table, index or summary
 * @param source id of the source whose rows it is made of
 * @param lacking how many sources the object lacks, with this one
 * @param all how many parts there are in all
 */
record BuildingPart(
        String object, int source, String sourceName, long lacking, long all, Stage stage) {

    /** That of a pipeline; empty where nothing is to be made, or another definition made it. */
    static Optional<BuildingPart> next(Connection connection, PipelineDefinition pipeline)
            throws SQLException {
        try (PreparedStatement query =
                        BackgroundSql.prepared(
                                connection,
                                BuildingSql.NEXT,
                                pipeline.name(),
                                pipeline.tablesRevision(),
                                pipeline.text());
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new BuildingPart(
                                    row.getString(1),
                                    row.getInt(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    Stage.of(row.getInt(6))))
                    : Optional.empty();
        }
    }
}
