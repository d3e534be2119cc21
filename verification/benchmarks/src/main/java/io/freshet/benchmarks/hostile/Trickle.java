package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.harness.BenchSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Adds a row to each source a few times a second, so that charts change and streams have work. */
final class Trickle implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final List<BenchSource> sources;
    private final Thread thread = new Thread(this::run, "bench trickle");
    private volatile boolean ended;
    private volatile RuntimeException failure;

    private Trickle(List<BenchSource> sources) {
        this.sources = sources;
        thread.setDaemon(true);
        thread.start();
    }

    static Trickle start(List<BenchSource> sources) {
        return new Trickle(sources);
    }

    private void run() {
        // all sources are one database, and each shows what it holds as its own
        BenchSource first = sources.get(0);
        String codes =
                sources.stream()
                        .map(source -> "('" + source.country() + "')")
                        .collect(java.util.stream.Collectors.joining(", "));
        String insert =
                "insert into %s (cnt, escs, tmins) select code, '0.5', '90' from (values %s) as c (code)"
                        .formatted(BenchSource.TABLE, codes);
        try {
            while (!ended) {
                first.database().execute(insert);
                LockSupport.parkNanos(PAUSE);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Throws what went wrong, if anything did. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        Ended.await(thread);
    }
}
