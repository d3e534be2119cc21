package io.freshet.faultinjection.oracle;

import io.freshet.faultinjection.history.TrialSource;
import io.freshet.faultinjection.system.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until the charts say what the sources hold. */
public final class Judge {

    private static final long PAUSE_MILLIS = 20;

    private final List<TrialSource> sources;
    private final ServiceProcess chartApi;

    /**
     * @param sources the sources, which must be at rest while it judges
     */
    public Judge(List<TrialSource> sources, ServiceProcess chartApi) {
        this.sources = sources;
        this.chartApi = chartApi;
    }

    /**
     * What it found.
     *
     * @param exact whether all charts said what they must in the end
     * @param after how long that took, or the limit
     * @param lost rows missing in the end
     * @param doubled rows counted too often in the end
     * @param rows rows that the sources hold
     * @param explanation what differs, empty where nothing does
     */
    public record Verdict(
            boolean exact,
            Duration after,
            long lost,
            long doubled,
            long rows,
            String explanation) {}

    /** Asks again and again until the charts are exact, or the limit is reached. */
    public Verdict await(Duration limit) throws SQLException, InterruptedException {
        Expected expected = Expected.read(sources);
        long began = System.nanoTime();
        while (true) {
            Observed observed = look();
            Duration spent = Duration.ofNanos(System.nanoTime() - began);
            boolean exact = observed != null && observed.equalTo(expected);
            if (exact || spent.compareTo(limit) > 0) {
                return new Verdict(
                        exact,
                        spent,
                        observed == null ? expected.rows() : observed.lost(expected),
                        observed == null ? 0 : observed.doubled(expected),
                        expected.rows(),
                        exact ? "" : difference(expected, observed));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private Observed look() throws InterruptedException {
        try {
            return Observed.by(
                    path -> {
                        try {
                            return chartApi.get(path);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            return null;
        } catch (IllegalStateException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    private static String difference(Expected expected, Observed observed) {
        if (observed == null) {
            return "the chart API does not answer";
        }
        StringBuilder text = new StringBuilder();
        expected.charts()
                .forEach(
                        (chart, elements) -> {
                            List<String> shown = observed.charts().get(chart);
                            if (!elements.equals(shown)) {
                                text.append(
                                        "%s must be%n  %s%nand is%n  %s%n"
                                                .formatted(chart, elements, shown));
                            }
                        });
        if (!expected.rowsBySource().equals(observed.rowsBySource())) {
            text.append(
                    "rows by source must be%n  %s%nand are%n  %s%n"
                            .formatted(expected.rowsBySource(), observed.rowsBySource()));
        }
        return text.toString();
    }
}
