package io.freshet.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be ended or removed when the tests' process ends, the latest first. Thread-safe. */
final class ExitTasks {

    private static final Deque<AutoCloseable> TASKS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ExitTasks::closeAll, "freshet-test-exit"));
    }

    private ExitTasks() {}

    static void add(AutoCloseable task) {
        synchronized (TASKS) {
            TASKS.push(task);
        }
    }

    static void remove(AutoCloseable task) {
        synchronized (TASKS) {
            TASKS.removeIf(each -> each == task);
        }
    }

    private static void closeAll() {
        for (AutoCloseable task = next(); task != null; task = next()) {
            try {
                task.close();
            } catch (Exception e) {
                System.err.println("Freshet tests could not clean up: " + e);
            }
        }
    }

    private static AutoCloseable next() {
        synchronized (TASKS) {
            return TASKS.poll();
        }
    }
}
