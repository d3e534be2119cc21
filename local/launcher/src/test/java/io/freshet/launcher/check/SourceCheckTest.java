package io.freshet.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import java.io.StringReader;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SourceCheckTest {

    @Test
    void namesTheHighestKey() {
        assertThat(SourceCheck.line(table("integer"), OptionalLong.of(7)))
                .isEqualTo(", table t readable, highest id 7");
    }

    @Test
    void saysThatATableIsEmptyOnlyWhereItsKeysTell() {
        assertThat(SourceCheck.line(table("integer"), OptionalLong.empty()))
                .isEqualTo(", table t readable, empty");
        assertThat(SourceCheck.line(table("uuid"), OptionalLong.empty()))
                .isEqualTo(", table t readable");
    }

    private static TableDefinition table(String key) {
        return PipelineReader.read(
                        "shop.yaml",
                        new StringReader(
                                """
                                pipeline: shop
                                tables:
                                  t: {key: id, columns: {id: %s}}
                                charts:
                                  rows: {of: t, value: count}
                                """
                                        .formatted(key)))
                .tables()
                .get(0);
    }
}
