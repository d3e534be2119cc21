package io.freshet.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.faultinjection.history.Histories;
import io.freshet.faultinjection.history.Kind;
import io.freshet.faultinjection.history.Move;
import io.freshet.faultinjection.history.Writer;
import io.freshet.faultinjection.system.Installation;
import io.freshet.testkit.oracle.OracleVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever writers do to a source, the charts come to equal SQL over it. Each history makes every
 * kind of move, in random order, on two sources at a time, while the services run.
 */
@Tag("slow")
class HistoryProperties {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static Installation system;
    private static List<Writer> writers;

    @BeforeContainer
    static void start() throws Exception {
        system = SharedInstallation.withEmptySources();
        writers = system.sources().stream().map(Writer::new).toList();
        OracleVerdict empty = system.oracle().await(LIMIT);
        assertThat(empty.explanation()).isEmpty();
    }

    @AfterContainer
    static void end() {
        Set<Kind> made = EnumSet.noneOf(Kind.class);
        writers.forEach(writer -> made.addAll(writer.made().keySet()));

        assertThat(made)
                .as("kinds of moves that changed something")
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Property(
            tries = 4,
            shrinking = ShrinkingMode.OFF,
            afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void everyHistoryEndsExact(@ForAll @LongRange(min = 0, max = 999_999) long seed)
            throws Exception {
        for (Writer writer : writers) {
            writer.begin();
        }

        writeAndCompare(seed, Histories::whole);
    }

    /** Reconciliation must not hide that polls miss rows. */
    @Property(
            tries = 2,
            shrinking = ShrinkingMode.OFF,
            afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void insertsAreAllFoundByPolls(@ForAll @LongRange(min = 0, max = 999_999) long seed)
            throws Exception {
        for (Writer writer : writers) {
            writer.begin();
        }
        assertThat(system.oracle().await(LIMIT).explanation()).isEmpty();
        Map<String, Long> before = system.reconciledRows();

        writeAndCompare(seed, Histories::insertsOnly);

        assertThat(system.reconciledRows())
                .as("rows that reconciliation found and no poll, seed %d", seed)
                .isEqualTo(before);
    }

    private static void writeAndCompare(long seed, LongFunction<List<Move>> histories)
            throws Exception {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            Writer writer = writers.get(i);
            List<Move> moves = histories.apply(seed + i);
            Random pauses = new Random(seed);
            running.add(CompletableFuture.runAsync(() -> make(writer, moves, pauses)));
        }
        running.forEach(CompletableFuture::join);

        OracleVerdict verdict = system.oracle().await(LIMIT);

        System.out.printf(
                "histories %d and %d: exact %s, %.1f s after the last commit, %d rows%n",
                seed, seed + 1, verdict.exact(), verdict.after().toMillis() / 1e3, verdict.rows());
        assertThat(verdict.explanation())
                .as("reproduce with: ./freshet soak --history %d (or %d)", seed, seed + 1)
                .isEmpty();
    }

    private static void make(Writer writer, List<Move> moves, Random pauses) {
        try {
            for (Move move : moves) {
                writer.make(move);
                TimeUnit.MILLISECONDS.sleep(pauses.nextInt(40));
            }
            writer.settle(pauses.nextInt(3));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
