package io.freshet.charts.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.time.ManualTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final int LISTENERS = 200;
    private static final int OTHER_WORK = -1;
    private static final long SERVING_NANOS = 50_000;

    private final ManualTimer timer = new ManualTimer();
    private final Turns turns = new Turns(timer);
    private final List<Integer> served = new ArrayList<>();

    private void queue(int listener) {
        turns.queue(
                () -> {
                    timer.pass(SERVING_NANOS);
                    served.add(listener);
                });
    }

    @Test
    void allListenersAreServedInTurnAndOtherWorkOfTheEventLoopInBetween() {
        // When: ten milliseconds of serving are due, and then something else
        IntStream.range(0, LISTENERS).forEach(this::queue);
        timer.after(1, () -> served.add(OTHER_WORK));
        timer.advance(1_000);

        // Then
        int slice = (int) (ChartLimits.STREAM_SLICE.toNanos() / SERVING_NANOS);
        assertThat(served.indexOf(OTHER_WORK)).isBetween(slice, 2 * slice);
        served.remove(Integer.valueOf(OTHER_WORK));
        assertThat(served).isEqualTo(IntStream.range(0, LISTENERS).boxed().toList());
    }

    @Test
    void nobodyIsServedBeforeTheTaskAtHandHasEnded() {
        queue(1);

        assertThat(served).isEmpty();
        timer.run();
        assertThat(served).containsExactly(1);
    }

    @Test
    void whoComesLaterIsServedToo() {
        queue(1);
        timer.advance(10);
        queue(2);
        timer.advance(10);

        assertThat(served).containsExactly(1, 2);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void oneThatFailsDoesNotSilenceTheOthers() {
        // When
        queue(1);
        turns.queue(
                () -> {
                    throw new IllegalStateException("cannot be written to");
                });
        queue(2);
        timer.advance(10);
        queue(3);
        timer.advance(10);

        // Then
        assertThat(served).containsExactly(1, 2, 3);
    }
}
