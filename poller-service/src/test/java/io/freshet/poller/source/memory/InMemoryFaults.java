package io.freshet.poller.source.memory;

import io.freshet.events.SourceState;
import io.freshet.poller.source.SourceProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** What is wrong with a source in memory, because a test wants it so. */
final class InMemoryFaults {

    private final Deque<RuntimeException> next = new ArrayDeque<>();
    private final Set<Long> slowKeys = new HashSet<>();
    private boolean hanging;
    private boolean silent;
    private boolean down;
    private boolean locked;
    private boolean slowWritten;
    private int mostRows = Integer.MAX_VALUE;

    void next(RuntimeException failure) {
        next.add(failure);
    }

    void clear() {
        next.clear();
    }

    void hang(boolean on) {
        hanging = on;
    }

    void silence(boolean on) {
        silent = on;
    }

    void down(boolean on) {
        down = on;
    }

    void lock(boolean on) {
        locked = on;
    }

    void slowDown(long key) {
        slowKeys.add(key);
    }

    boolean isHanging() {
        return hanging;
    }

    boolean isSilent() {
        return silent;
    }

    boolean isDown() {
        return down;
    }

    boolean isLocked() {
        return locked;
    }

    void slowDownWritten() {
        slowWritten = true;
    }

    boolean isSlowToTellWritten() {
        return slowWritten;
    }

    boolean isSlow(long key) {
        return slowKeys.contains(key);
    }

    void slowBeyond(int rows) {
        mostRows = rows;
    }

    boolean isTooMuch(int rows) {
        return rows > mostRows;
    }

    /** What the question that comes now fails with, or null. */
    RuntimeException poll() {
        return next.poll();
    }

    static SourceProblem unreachable(String source, String what) {
        return new SourceProblem(
                SourceState.UNREACHABLE, "source %s (memory): %s".formatted(source, what), null);
    }

    static SourceProblem drifted(String source, String what) {
        return new SourceProblem(
                        SourceState.DRIFTED, "source %s (memory): %s".formatted(source, what), null)
                .ofTable(what);
    }

    static SourceProblem tooSlow(String source) {
        return SourceProblem.tooSlow(
                "source %s (memory): a read took too long".formatted(source), null);
    }
}
