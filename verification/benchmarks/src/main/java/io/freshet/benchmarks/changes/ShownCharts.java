package io.freshet.benchmarks.changes;

import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.commandline.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What the charts show, asked every few milliseconds while something is waited for. */
final class ShownCharts {

    private static final String COUNT = "/charts/submissions";
    private static final String MEANS = "/charts/escs";
    private static final long PAUSE_MILLIS = 5;

    private final int port;

    /**
     * @param port of the chart API
     */
    ShownCharts(int port) {
        this.port = port;
    }

    /** The means by country. */
    String means() throws IOException {
        try (HttpLine http = new HttpLine(port)) {
            return http.get(MEANS, "").body();
        }
    }

    /** Waits until the means are others. */
    void awaitOtherMeans(String before, Duration limit) throws IOException, InterruptedException {
        await(MEANS, body -> !body.equals(before), limit);
    }

    /** Waits until so many rows are counted. */
    void awaitCount(long rows, Duration limit) throws IOException, InterruptedException {
        await(COUNT, "{\"count\":%d}".formatted(rows)::equals, limit);
    }

    private void await(String path, Predicate<String> shown, Duration limit)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        String body = "";
        while (System.nanoTime() < until) {
            try (HttpLine http = new HttpLine(port)) {
                while (System.nanoTime() < until) {
                    body = http.get(path, "").body();
                    if (shown.test(body)) {
                        return;
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            } catch (IOException e) {
                // It does not answer yet.
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        throw new CommandFailure("after %s %s still shows %s".formatted(limit, path, body));
    }
}
