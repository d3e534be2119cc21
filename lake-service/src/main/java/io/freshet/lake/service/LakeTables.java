package io.freshet.lake.service;

import io.freshet.lake.journal.LakeTable;
import io.freshet.lake.journal.LakeZone;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.StarDefinition;
import io.freshet.pipeline.StarTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tables of a pipeline that the lake has rows of, and the schema of each in the warehouse. */
public final class LakeTables {

    private LakeTables() {}

    /** All that a definition declares. */
    public static Map<LakeTable, String> of(PipelineDefinition pipeline) {
        Map<LakeTable, String> schemas = new LinkedHashMap<>();
        pipeline.tables()
                .forEach(
                        table ->
                                schemas.put(
                                        new LakeTable(LakeZone.INGESTION, table.name()),
                                        pipeline.name()));
        schemas.putAll(stars(pipeline));
        return schemas;
    }

    /** Those that are made of the rows, each after those that it refers to. */
    public static Map<LakeTable, String> stars(PipelineDefinition pipeline) {
        Map<LakeTable, String> schemas = new LinkedHashMap<>();
        pipeline.star().ifPresent(star -> names(star).forEach(name -> put(schemas, star, name)));
        return schemas;
    }

    private static void put(Map<LakeTable, String> schemas, StarDefinition star, String name) {
        schemas.put(new LakeTable(LakeZone.PROCESSED, name), star.schema());
    }

    private static Stream<String> names(StarDefinition star) {
        List<StarTable.History> histories = star.all(StarTable.History.class);
        return Stream.of(
                        star.tables().stream()
                                .filter(table -> !(table instanceof StarTable.History))
                                .map(StarTable::name),
                        histories.stream().map(StarTable.History::name),
                        histories.stream().map(StarTable.History::deleted))
                .flatMap(names -> names);
    }
}
