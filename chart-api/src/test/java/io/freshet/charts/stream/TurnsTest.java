package io.freshet.charts.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final int LISTENERS = 200;
    private static final int OTHER_WORK = -1;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void work() {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(50);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void allListenersAreServedInTurnAndOtherWorkOfTheEventLoopInBetween() {
        // Given
        List<Integer> served = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();

        // When: ten milliseconds of serving are due, and then something else
        vertx.getOrCreateContext()
                .runOnContext(
                        ignored -> {
                            Turns turns = new Turns(vertx);
                            for (int listener = 0; listener < LISTENERS; listener++) {
                                int number = listener;
                                turns.queue(
                                        () -> {
                                            work();
                                            served.add(number);
                                            if (number == LISTENERS - 1) {
                                                done.complete(null);
                                            }
                                        });
                            }
                            vertx.setTimer(1, later -> served.add(OTHER_WORK));
                        });
        done.orTimeout(10, TimeUnit.SECONDS).join();

        // Then
        assertThat(served.indexOf(OTHER_WORK)).isLessThan(LISTENERS / 2);
        served.remove(Integer.valueOf(OTHER_WORK));
        assertThat(served).isEqualTo(IntStream.range(0, LISTENERS).boxed().toList());
    }
}
