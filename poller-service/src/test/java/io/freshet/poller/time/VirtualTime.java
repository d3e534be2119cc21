package io.freshet.poller.time;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Time that passes only when a test lets it. All loops share it and the thread of the test; tasks
 * that are due at the same time run in the order in which they were set.
 */
public final class VirtualTime implements EventLoop {

    private record Task(long atNanos, long serial, Runnable run) {}

    private static final long WALL_START_MICROS = 1_800_000_000_000_000L;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::serial));
    private final List<RuntimeException> thrown = new ArrayList<>();
    private long now;
    private long serial;

    @Override
    public void execute(Runnable task) {
        tasks.add(new Task(now, serial++, task));
    }

    @Override
    public Timer after(long delayMillis, Runnable task) {
        Task made = new Task(now + Math.max(0, delayMillis) * 1_000_000, serial++, task);
        tasks.add(made);
        return () -> tasks.remove(made);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long wallMicros() {
        return WALL_START_MICROS + now / 1_000;
    }

    /** Meters by this clock. */
    public MeterRegistry registry() {
        return new SimpleMeterRegistry(
                SimpleConfig.DEFAULT,
                new Clock() {
                    @Override
                    public long wallTime() {
                        return wallMicros() / 1_000;
                    }

                    @Override
                    public long monotonicTime() {
                        return nanoTime();
                    }
                });
    }

    /** Lets time pass, and runs all that becomes due meanwhile. */
    public void pass(Duration duration) {
        long until = now + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().atNanos() <= until) {
            Task task = tasks.poll();
            now = Math.max(now, task.atNanos());
            run(task);
        }
        now = until;
    }

    private void run(Task task) {
        try {
            task.run().run();
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    /** What tasks threw, which harms no other task. */
    public List<RuntimeException> thrown() {
        return List.copyOf(thrown);
    }

    /** Runs all that is due now. */
    public void settle() {
        pass(Duration.ZERO);
    }
}
