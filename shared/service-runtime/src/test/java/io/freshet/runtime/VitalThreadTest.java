package io.freshet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the death of a thread leads to; {@code ended} stands in for the end of the process. */
class VitalThreadTest {

    private final List<String> ended = new ArrayList<>();

    private void run(Runnable work) throws InterruptedException {
        Thread thread = VitalThread.of("works", work, () -> ended.add("ended"));
        thread.start();
        thread.join();
    }

    @Test
    void endsTheProcessWhereAnErrorKillsIt() throws InterruptedException {
        run(
                () -> {
                    throw new StackOverflowError();
                });

        assertThat(ended).containsExactly("ended");
    }

    @Test
    void mayEndByItself() throws InterruptedException {
        run(() -> {});

        assertThat(ended).isEmpty();
    }
}
