package io.freshet.charts.time;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** Time that passes when a test says so. Not thread-safe. */
public final class ManualTimer implements LoopTimer {

    private record Timed(long at, long number, Runnable task) {}

    private final PriorityQueue<Timed> timed =
            new PriorityQueue<>(Comparator.comparingLong(Timed::at).thenComparing(Timed::number));
    private final Deque<Runnable> next = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
    private long numbers;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void after(long millis, Runnable task) {
        timed.add(new Timed(elapsed() + TimeUnit.MILLISECONDS.toNanos(millis), numbers++, task));
    }

    @Override
    public void next(Runnable task) {
        next.add(task);
    }

    /** Lets time pass without running anything, as a task that takes long does. */
    public void pass(long nanos) {
        now += nanos;
    }

    /** Runs what is to be run at once. */
    public void run() {
        while (!next.isEmpty()) {
            next.remove().run();
        }
    }

    /** Lets time pass, running what becomes due. */
    public void advance(long millis) {
        run();
        long end = elapsed() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!timed.isEmpty() && timed.peek().at <= end) {
            Timed due = timed.remove();
            pass(Math.max(0, due.at - elapsed()));
            due.task.run();
            run();
        }
        pass(Math.max(0, end - elapsed()));
    }

    /** How many tasks wait for their time. */
    public int waiting() {
        return timed.size();
    }

    // nanoTime() starts shortly before its overflow, which whoever compares must bear
    private long elapsed() {
        return now - (Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1));
    }
}
