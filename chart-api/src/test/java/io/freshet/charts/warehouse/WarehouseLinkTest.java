package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.configuration.WarehouseConfig;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarehouseLinkTest {

    private final TestDatabase database = TestServers.postgres().createDatabase("link");
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<String> told = new ArrayList<>();
    private final Promise<Void> answered = Promise.promise();

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
        database.close();
    }

    @Test
    void itsEndIsToldBeforeWhatIsBeingReadIsOver() throws Exception {
        WarehouseConfig config =
                new WarehouseConfig(
                        DatabaseUrl.parse(database.url()),
                        database.username(),
                        new Secret(database.password()));
        WarehouseLink[] link = new WarehouseLink[1];
        link[0] =
                new WarehouseLink(
                        vertx,
                        context,
                        config,
                        Duration.ofSeconds(10),
                        new WarehouseLink.Listener() {
                            @Override
                            public void connected(SummarySession session) {
                                session.readAll(
                                                new HeldSummaries(
                                                        List.of(), Map.of(), Instant.EPOCH))
                                        .onComplete(
                                                read -> {
                                                    told.add(read.succeeded() ? "read" : "failed");
                                                    answered.complete();
                                                });
                                link[0].end();
                            }

                            @Override
                            public void notified(List<AppliedNotice> notices) {
                                told.add("notified");
                            }

                            @Override
                            public void lost() {
                                told.add("lost");
                            }
                        });

        context.runOnContext(ready -> link[0].open());
        done(answered.future());

        assertThat(told).startsWith("lost");
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
