package io.freshet.charts.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.time.ManualTimer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final ManualTimer timer = new ManualTimer();
    private final List<Promise<Void>> runs = new ArrayList<>();
    private boolean broken;

    private Throttle every(Duration interval) {
        return new Throttle(timer, interval, this::start);
    }

    private Future<Void> start() {
        if (broken) {
            throw new IllegalStateException("broken");
        }
        Promise<Void> run = Promise.promise();
        runs.add(run);
        return run.future();
    }

    @Test
    void worksAtOnceAndOneAtATime() {
        // Given
        Throttle throttle = every(Duration.ZERO);

        // When
        throttle.request();
        assertThat(runs).hasSize(1);
        for (int i = 0; i < 10; i++) {
            throttle.request();
        }

        // Then
        assertThat(runs).hasSize(1);

        // When
        runs.get(0).complete();

        // Then: all that was asked for meanwhile comes together in one
        assertThat(runs).hasSize(2);
        runs.get(1).complete();
        assertThat(runs).hasSize(2);
    }

    @Test
    void goesOnAfterAFailure() {
        // Given
        Throttle throttle = every(Duration.ZERO);
        throttle.request();

        // When
        runs.get(0).fail("no");
        throttle.request();

        // Then
        assertThat(runs).hasSize(2);
    }

    @Test
    void goesOnAfterWorkThatDidNotEvenStart() {
        // Given
        Throttle throttle = every(Duration.ZERO);
        broken = true;
        throttle.request();

        // When
        broken = false;
        throttle.request();

        // Then
        assertThat(runs).hasSize(1);
    }

    @Test
    void goesOnAfterWorkThatDidNotStartWhenItsTimeCame() {
        // Given
        Throttle throttle = every(Duration.ofMillis(50));
        throttle.request();
        runs.get(0).complete();
        broken = true;
        throttle.request();
        timer.advance(100);

        // When
        broken = false;
        throttle.request();
        timer.advance(100);

        // Then
        assertThat(runs).hasSize(2);
    }

    @Test
    void restsBetweenStarts() {
        // Given
        Throttle throttle = every(Duration.ofMillis(50));
        throttle.request();
        runs.get(0).complete();

        // When
        throttle.request();
        throttle.request();

        // Then: not before the interval has passed, and a timer's millisecond more at the most
        timer.advance(50);
        assertThat(runs).hasSize(1);
        timer.advance(1);
        assertThat(runs).hasSize(2);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void needsNoRestAfterALongRun() {
        // Given
        Throttle throttle = every(Duration.ofMillis(50));
        throttle.request();
        throttle.request();

        // When
        timer.advance(70);
        runs.get(0).complete();

        // Then
        assertThat(runs).hasSize(2);
    }
}
