package io.freshet.charts.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacemakerTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<Promise<Void>> runs = new CopyOnWriteArrayList<>();
    private final List<Long> starts = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Pacemaker every(Duration interval) {
        return new Pacemaker(
                vertx,
                interval,
                () -> {
                    starts.add(System.nanoTime());
                    Promise<Void> run = Promise.promise();
                    runs.add(run);
                    return run.future();
                });
    }

    private void on(Runnable work) {
        Promise<Void> done = Promise.promise();
        loop.runOnContext(
                ignored -> {
                    work.run();
                    done.complete();
                });
        done.future().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void worksAtOnceAndOneAtATime() {
        // Given
        Pacemaker pacemaker = every(Duration.ZERO);

        // When
        on(pacemaker::request);
        assertThat(runs).hasSize(1);
        for (int i = 0; i < 10; i++) {
            on(pacemaker::request);
        }

        // Then
        assertThat(runs).hasSize(1);

        // When
        on(() -> runs.get(0).complete());

        // Then: all that was asked for meanwhile comes together in one
        await().until(() -> runs.size() == 2);
        on(() -> runs.get(1).complete());
        on(() -> {});
        assertThat(runs).hasSize(2);
    }

    @Test
    void goesOnAfterAFailure() {
        // Given
        Pacemaker pacemaker = every(Duration.ZERO);
        on(pacemaker::request);

        // When
        on(() -> runs.get(0).fail("no"));
        on(pacemaker::request);

        // Then
        await().until(() -> runs.size() == 2);
    }

    @Test
    void restsBetweenStarts() {
        // Given
        Pacemaker pacemaker = every(Duration.ofMillis(50));

        // When
        on(pacemaker::request);
        on(() -> runs.get(0).complete());
        on(pacemaker::request);

        // Then
        await().until(() -> runs.size() == 2);
        assertThat(Duration.ofNanos(starts.get(1) - starts.get(0)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }
}
