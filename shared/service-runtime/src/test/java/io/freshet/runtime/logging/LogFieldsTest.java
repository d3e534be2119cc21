package io.freshet.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.vertx.core.runtime.VertxMDC;
import io.quarkus.vertx.mdc.provider.LateBoundMDCProvider;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    /** As Quarkus has it: fields belong to a context of Vert.x, not to a thread. */
    @Test
    void standBesideTheLineOfAnEventLoop() throws Exception {
        LateBoundMDCProvider.setMDCProviderDelegate(VertxMDC.INSTANCE);
        Vertx vertx = Vertx.vertx();
        CompletableFuture<Map<String, Object>> done = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(
                        ignored -> {
                            LogFields.source("fra").log(() -> seen.putAll(MDC.getMap()));
                            done.complete(MDC.getMap());
                        });

        assertThat(done.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(seen).isEqualTo(Map.of("source", "fra"));
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
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
