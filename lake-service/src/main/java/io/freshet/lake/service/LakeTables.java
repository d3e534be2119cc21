package io.freshet.lake.service;

import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.journal.LakeZone;
import io.freshet.pipeline.PipelineDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of a pipeline that the lake has rows of, and the schema of each in the warehouse. */
public final class LakeTables {

    private LakeTables() {}

    /** Those that a definition declares. */
    public static Map<LakeTable, String> of(PipelineDefinition pipeline) {
        Map<LakeTable, String> schemas = new LinkedHashMap<>();
        pipeline.tables()
                .forEach(
                        table ->
                                schemas.put(
                                        new LakeTable(LakeZone.INGESTION, table.name()),
                                        pipeline.name()));
        pipeline.star()
                .ifPresent(
                        star ->
                                star.tables()
                                        .forEach(
                                                table ->
                                                        schemas.put(
                                                                new LakeTable(
                                                                        LakeZone.PROCESSED,
                                                                        table.name()),
                                                                star.schema())));
        return schemas;
    }
}
