package io.freshet.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deadline is told when it is missed, not before, and not where it was lifted. */
class DeadlineTest {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Duration> missed = new ArrayList<>();
    private long now;
    private final Deadline deadline = new Deadline(channel.eventLoop(), () -> now, missed::add);

    @BeforeEach
    void stopTime() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void itIsToldWhenTheTimeIsOver() {
        deadline.set(SHORT);

        after(SHORT.minusMillis(1));
        assertThat(missed).isEmpty();

        after(Duration.ofMillis(1));
        assertThat(missed).containsExactly(SHORT);
    }

    @Test
    void whatIsMissedIsToldOnce() {
        deadline.set(SHORT);

        after(LONG);
        after(LONG);

        assertThat(missed).containsExactly(SHORT);
    }

    @Test
    void whatIsDoneIsNotMissed() {
        deadline.set(SHORT);
        deadline.lift();

        after(LONG);

        assertThat(missed).isEmpty();
    }

    @Test
    void settingItAnewGivesTheWholeTimeAgain() {
        deadline.set(SHORT);
        after(SHORT.minusSeconds(1));
        deadline.lift();
        deadline.set(SHORT);

        after(SHORT.minusSeconds(1));
        assertThat(missed).isEmpty();

        after(Duration.ofSeconds(1));
        assertThat(missed).containsExactly(SHORT);
    }

    @Test
    void aShorterTimeAfterALongerOneIsNotToldLate() {
        deadline.set(LONG);
        deadline.lift();
        deadline.set(SHORT);

        after(SHORT);

        assertThat(missed).containsExactly(SHORT);
    }

    @Test
    void aLongerTimeInPlaceOfAShorterOneIsToldWhenItIsOver() {
        deadline.set(SHORT);
        deadline.set(LONG);

        after(SHORT);
        assertThat(missed).isEmpty();

        after(LONG.minus(SHORT));
        assertThat(missed).containsExactly(LONG);
    }

    @Test
    void ofManyRequestsOneTaskIsLeft() {
        for (int request = 0; request < 1_000; request++) {
            deadline.set(SHORT);
            deadline.set(LONG);
            deadline.lift();
        }
        assertThat(untilNextTask()).isEqualTo(SHORT);

        after(SHORT);

        assertThat(untilNextTask()).isNegative();
        assertThat(missed).isEmpty();
    }

    @Test
    void ofAConnectionThatEndedNoneIs() {
        deadline.set(SHORT);

        deadline.end();

        assertThat(untilNextTask()).isNegative();
    }

    /** Negative where there is none. */
    private Duration untilNextTask() {
        return Duration.ofNanos(channel.runScheduledPendingTasks());
    }

    private void after(Duration time) {
        now += time.toNanos();
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }
}
