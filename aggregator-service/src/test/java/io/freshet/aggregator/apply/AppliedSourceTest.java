package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class AppliedSourceTest {

    @Test
    void isToldAsWhoeverListensReadsIt() {
        assertThat(new AppliedSource(3, "fra", 41, 7, 6, 15, 1_000).toJson())
                .isEqualTo(
                        new JsonObject()
                                .put("source", 3)
                                .put("version", 41L)
                                .put("fence", 7L)
                                .put("sequence", 6L)
                                .put("rows", 15L)
                                .put("since", 1_000L));
    }
}
