package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.FreshetConfig;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineLibrary;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A definition is tried in a warehouse of which nothing is left but what was there. */
@Tag("slow")
class DefinitionRehearsalTest {

    private static final String OBJECTS =
            "select n.nspname || '.' || c.relname || ' ' || c.oid from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname !~ '^(pg_|information_schema)' order by 1";

    private final TestDatabase warehouse = TestServers.postgres().createDatabase("rehearsal");
    private final PipelineLibrary library = PipelineLibrary.load(List.of());

    @AfterEach
    void close() {
        warehouse.close();
    }

    private int rehearse(String definition) {
        PipelineDefinition pipeline = library.find(definition).orElseThrow();
        return new DefinitionRehearsal(config("pisa").warehouse().orElseThrow()).of(pipeline);
    }

    private FreshetConfig config(String pipeline) {
        String text =
                new FreshetFile()
                        .warehouse(warehouse)
                        .source("fra", warehouse)
                        .pipeline(pipeline)
                        .text();
        return new ConfigurationReader(Map.of())
                .read("freshet.yaml", new StringReader(text), Path.of("."));
    }

    @Test
    void inAnEmptyWarehouseEveryStatementRunsAndNothingIsLeft() {
        assertThat(rehearse("pisa")).isGreaterThan(10);
        assertThat(rehearse("totesys")).isGreaterThan(100);

        assertThat(warehouse.query(OBJECTS)).isEmpty();
    }

    @Test
    void besideTablesThatAreThereItLeavesThemAsTheyAre() {
        new WarehousePreparation(config("totesys")).prepare();
        warehouse.execute(
                "insert into freshet.source (name, pipeline) values ('s', 'totesys')",
                "insert into freshet.key_range select id, 'currency', 0, 1, 1, 1 from freshet.source");
        List<String> before = warehouse.query(OBJECTS);

        assertThat(rehearse("totesys")).isGreaterThan(100);

        assertThat(warehouse.query(OBJECTS)).isEqualTo(before);
        assertThat(warehouse.query("select rows::text from freshet.key_range"))
                .containsExactly("1");
    }

    @Test
    void whatCannotBeMadeIsNamed() {
        new WarehousePreparation(config("totesys")).prepare();
        warehouse.execute("alter table freshet.key_range rename column digest to digested");

        assertThatThrownBy(() -> rehearse("totesys"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("digest");
    }
}
