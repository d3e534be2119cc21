package io.freshet.endtoend;

import io.freshet.endtoend.FreshnessChart.SourceFreshness;
import io.freshet.testkit.processes.FreshetProcess;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How old charts say that sources are, asked for all the time until it is closed. */
final class ShownAges implements AutoCloseable {

    private static final int MILLIS_BETWEEN_LOOKS = 50;
    private static final long STOP_MILLIS = 30_000;

    private final Thread thread;
    private final List<Double> oldest = new ArrayList<>();
    private volatile FreshetProcess charts;
    private volatile boolean ended;
    private int unanswered;

    /** Starts asking this chart API. */
    ShownAges(FreshetProcess charts) {
        this.charts = charts;
        this.thread = new Thread(this::look, "looks at ages");
        thread.start();
    }

    /** Asks another one from now on. */
    void ask(FreshetProcess other) {
        charts = other;
    }

    private void look() {
        try {
            while (!ended) {
                try {
                    note(FreshnessChart.parse(charts.get("/charts/freshness")));
                } catch (UncheckedIOException e) {
                    unanswered++;
                }
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(FreshnessChart chart) {
        if (chart.sources().isEmpty()) {
            unanswered++;
        }
        chart.sources().values().stream()
                .map(SourceFreshness::age)
                .filter(age -> !age.equals("null"))
                .mapToDouble(Double::parseDouble)
                .max()
                .ifPresent(oldest::add);
    }

    /** How many looks were not answered; stops looking. */
    int unanswered() {
        close();
        return unanswered;
    }

    /** In words, how old the oldest source was; stops looking. */
    String description() {
        close();
        List<Double> sorted = new ArrayList<>(oldest);
        Collections.sort(sorted);
        return "the oldest source was %.1f s old in the median of %d looks, %.1f s at most"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.size(),
                        sorted.get(sorted.size() - 1));
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
