package io.freshet.testkit.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has written, line by line, the latest {@value #KEPT} of it. Thread-safe. */
final class OutputLines {

    private static final int KEPT = 20_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;

    /** Reads {@code stream} to its end in a thread of its own. */
    void collect(InputStream stream, String threadName) {
        Thread thread = new Thread(() -> read(stream), threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** The first line in which {@code pattern} is found, as soon as there is one. */
    synchronized Optional<Matcher> await(Pattern pattern, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<Matcher> found = find(pattern);
            long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (found.isPresent() || ended || millis <= 0) {
                return found;
            }
            wait(millis);
        }
    }

    /** Waits until all is read that will ever be written, or {@code limit} is over. */
    synchronized void awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long millis = limit.toMillis();
        while (!ended && millis > 0) {
            wait(millis);
            millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
    }

    /** All that is kept. */
    synchronized String text() {
        return String.join(System.lineSeparator(), lines);
    }

    private Optional<Matcher> find(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::find).findFirst();
    }

    private void read(InputStream stream) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(output lost: " + e.getMessage() + ")");
        }
        end();
    }

    private synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
