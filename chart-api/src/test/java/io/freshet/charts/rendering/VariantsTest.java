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
    void ofMoreBodiesThanTheLimitThoseAskedForLastAreKept() {
        // Given
        Variants<Selection> variants = new Variants<>(2);
        AtomicInteger made = new AtomicInteger();
        Body first = variants.get(code("AAA"), () -> body(made));
        Body second = variants.get(code("BBB"), () -> body(made));
        variants.get(code("AAA"), () -> body(made));

        // When: one more is asked for
        Body third = variants.get(code("CCC"), () -> body(made));

        // Then: the one that was not asked for for the longest time is gone
        assertThat(variants.get(code("CCC"), () -> body(made))).isSameAs(third);
        assertThat(variants.get(code("AAA"), () -> body(made))).isSameAs(first);
        assertThat(variants.get(code("BBB"), () -> body(made))).isNotSameAs(second);
    }

    @Test
    void noMoreBytesThanTheLimitAreKept() {
        // Given
        Variants<Selection> variants = new Variants<>(100, 10);
        Body first = variants.get(code("AAA"), () -> new Body(new byte[4]));
        Body second = variants.get(code("BBB"), () -> new Body(new byte[4]));

        // When: another takes it beyond
        Body third = variants.get(code("CCC"), () -> new Body(new byte[4]));

        // Then
        assertThat(variants.get(code("BBB"), () -> new Body(new byte[4]))).isSameAs(second);
        assertThat(variants.get(code("CCC"), () -> new Body(new byte[4]))).isSameAs(third);
        assertThat(variants.get(code("AAA"), () -> new Body(new byte[4]))).isNotSameAs(first);

        // and a body that is larger than all of them together is served, and displaces them
        Body large = variants.get(code("DDD"), () -> new Body(new byte[11]));
        assertThat(variants.get(code("DDD"), () -> new Body(new byte[11]))).isNotSameAs(large);
    }

    private static Selection code(String code) {
        return new Selection.Codes(Set.of(code));
    }

    private static Body body(AtomicInteger made) {
        return new Body(new byte[] {(byte) made.incrementAndGet()});
    }
}
