package io.freshet.aggregator.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.runtime.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private static final String LOGGER = "io.freshet.aggregator.bus.RetryPauseTest";

    private final List<String> said = new ArrayList<>();
    private final List<Long> slept = new ArrayList<>();
    private final Handler ear = new Ear();
    private long now;
    private int failures;

    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord message) {
            said.add(message.getLevel() + " " + message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final RetryPause pause =
            new RetryPause(
                    Logger.getLogger(LOGGER),
                    "Applying",
                    () -> failures++,
                    new Backoff(
                            Duration.ofMillis(100),
                            Duration.ofSeconds(2),
                            (least, greatest) -> greatest),
                    () -> now,
                    this::sleep);

    private void sleep(long millis) {
        slept.add(millis);
        now += Duration.ofMillis(millis).toNanos();
    }

    @BeforeEach
    void listen() {
        java.util.logging.Logger.getLogger(LOGGER).addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        java.util.logging.Logger.getLogger(LOGGER).removeHandler(ear);
    }

    @Test
    void waitsLongerAfterEachFailure() throws Exception {
        fail(7);

        assertThat(slept).containsExactly(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
        assertThat(pause.failing()).isEqualTo(Duration.ofMillis(7_100));
    }

    @Test
    void tellsOfEachFailure() throws Exception {
        fail(3);
        pause.afterSuccess();

        assertThat(failures).isEqualTo(3);
    }

    @Test
    void startsWithTheShortestPauseAgainAfterSuccess() throws Exception {
        fail(3);
        pause.afterSuccess();
        fail(1);

        assertThat(slept).containsExactly(100L, 200L, 400L, 100L);
    }

    @Test
    void isNotFailingBeforeAnythingFailedNorAfterSuccess() throws Exception {
        assertThat(pause.failing()).isZero();
        fail(1);
        pause.afterSuccess();

        assertThat(pause.failing()).isZero();
    }

    @Test
    void saysItOnceEveryHalfMinuteOnly() throws Exception {
        fail(20);

        assertThat(slept.stream().mapToLong(Long::longValue).sum()).isBetween(30_000L, 60_000L);
        assertThat(said).hasSize(2).allMatch(text -> text.contains("Applying fails"));
    }

    @Test
    void saysThatItWorksAgain() throws Exception {
        fail(1);
        pause.afterSuccess();
        pause.afterSuccess();

        assertThat(said).hasSize(2);
        assertThat(said.get(1)).contains("Applying works again, after 0 s");
    }

    private void fail(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            pause.afterFailure(new IOException("no answer"));
        }
    }
}
