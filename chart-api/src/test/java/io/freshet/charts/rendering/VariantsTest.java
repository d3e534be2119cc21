package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.request.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VariantsTest {

    private static final Selection ONE = new Selection.Codes(Set.of("ONE"));

    @Test
    void aBodyThatManyAskForAtOnceIsMadeOnce() throws Exception {
        // Given
        Variants<Selection> variants = new Variants<>(10);
        AtomicInteger made = new AtomicInteger();
        CountDownLatch allAsk = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // When
        List<Future<Body>> bodies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            bodies.add(
                    threads.submit(
                            () -> {
                                allAsk.countDown();
                                allAsk.await();
                                return variants.get(
                                        ONE,
                                        () -> new Body(new byte[] {(byte) made.incrementAndGet()}));
                            }));
        }

        // Then
        Body first = bodies.get(0).get(10, TimeUnit.SECONDS);
        for (Future<Body> body : bodies) {
            assertThat(body.get(10, TimeUnit.SECONDS)).isSameAs(first);
        }
        assertThat(made).hasValue(1);
        threads.shutdown();
    }

    @Test
    void aBodyIsKept() {
        Variants<Selection> variants = new Variants<>(1);
        AtomicInteger made = new AtomicInteger();

        Body first = variants.get(ONE, () -> body(made));

        assertThat(variants.get(ONE, () -> body(made))).isSameAs(first);
        assertThat(made).hasValue(1);
    }

    @Test
    void noMoreBodiesThanTheLimitAreKept() {
        // Given
        Variants<Selection> variants = new Variants<>(2);
        AtomicInteger made = new AtomicInteger();
        Body first = variants.get(code("AAA"), () -> body(made));
        Body second = variants.get(code("BBB"), () -> body(made));

        // When: one more is asked for, twice
        Body third = variants.get(code("CCC"), () -> body(made));
        Body again = variants.get(code("CCC"), () -> body(made));

        // Then: it is made each time, and those before stay
        assertThat(again).isNotSameAs(third);
        assertThat(made).hasValue(4);
        assertThat(variants.get(code("AAA"), () -> body(made))).isSameAs(first);
        assertThat(variants.get(code("BBB"), () -> body(made))).isSameAs(second);
    }

    private static Selection code(String code) {
        return new Selection.Codes(Set.of(code));
    }

    private static Body body(AtomicInteger made) {
        return new Body(new byte[] {(byte) made.incrementAndGet()});
    }
}
