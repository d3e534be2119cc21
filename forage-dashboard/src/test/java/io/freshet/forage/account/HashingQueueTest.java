package io.freshet.forage.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.problem.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingQueueTest {
    private final Deque<Runnable> workers = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final List<Throwable> refused = new ArrayList<>();
    private final HashingQueue queue = new HashingQueue(workers::add, 1, 5, 3);

    @Test
    void letsPartiesTakeTurns() {
        // Given
        ask("crowd", "crowd 1");
        ask("crowd", "crowd 2");
        ask("crowd", "crowd 3");
        ask("ada", "ada 1");
        // When
        work();
        // Then: the first was under way already
        assertThat(done).containsExactly("crowd 1", "crowd 2", "ada 1", "crowd 3");
    }

    @Test
    void refusesWhatIsTooMuchOfOneAndLetsOthersIn() {
        // Given: one under way and three that wait
        for (int i = 0; i < 6; i++) {
            ask("crowd", "crowd");
        }
        assertThat(refused).hasSize(2).allSatisfy(e -> assertThat(e).isInstanceOf(Refused.class));
        // When
        ask("ada", "ada");
        work();
        // Then
        assertThat(refused).hasSize(2);
        assertThat(done).hasSize(5).contains("ada");
    }

    @Test
    void refusesWhatIsTooMuchInAll() {
        // When
        for (int i = 0; i < 10; i++) {
            ask("party " + i, "work");
        }
        // Then
        assertThat(refused).hasSize(4);
    }

    @Test
    void goesOnAfterWorkThatFails() {
        // Given
        List<Throwable> failures = new ArrayList<>();
        var unused =
                queue.run(
                                "ada",
                                () -> {
                                    throw new IllegalStateException("no");
                                })
                        .subscribe()
                        .with(any -> {}, failures::add);
        ask("grace", "grace");
        // When
        work();
        // Then
        assertThat(failures).hasSize(1);
        assertThat(done).containsExactly("grace");
    }

    private void ask(String party, String work) {
        var unused =
                queue.run(party, () -> done.add(work)).subscribe().with(any -> {}, refused::add);
    }

    private void work() {
        while (!workers.isEmpty()) {
            workers.remove().run();
        }
    }
}
