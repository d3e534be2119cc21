package io.freshet.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** Fields of a line are there while it is written, and not afterwards. */
class LogFieldsTest {

    private final Map<String, Object> seen = new TreeMap<>();

    @Test
    void standBesideTheLineAndBesideNoOther() {
        LogFields.source("fra")
                .table("responses")
                .event(3, 17)
                .log(() -> seen.putAll(MDC.getMap()));

        assertThat(seen)
                .isEqualTo(
                        Map.of(
                                "source", "fra",
                                "table", "responses",
                                "epoch", "3",
                                "batch", "17"));
        assertThat(MDC.getMap()).isEmpty();
    }

    @Test
    void areGoneWhereWritingFails() {
        assertThatThrownBy(
                        () ->
                                LogFields.source("fra")
                                        .log(
                                                () -> {
                                                    throw new IllegalStateException("disk full");
                                                }))
                .hasMessage("disk full");
        assertThat(MDC.getMap()).isEmpty();
    }
}
