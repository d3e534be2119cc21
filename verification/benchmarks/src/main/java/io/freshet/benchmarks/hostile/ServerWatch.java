package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.harness.HttpLine;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Looks twice a second how much Freshet has taken, by its port for operators. */
final class ServerWatch implements AutoCloseable {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(500);

    private final int port;
    private final AtomicLong heap = new AtomicLong();
    private final AtomicLong descriptors = new AtomicLong();
    private final Thread thread = new Thread(this::run, "bench watch");
    private volatile boolean ended;
    private volatile IOException failure;

    private ServerWatch(int port) {
        this.port = port;
        thread.setDaemon(true);
        thread.start();
    }

    static ServerWatch start(int port) {
        return new ServerWatch(port);
    }

    private void run() {
        try (HttpLine line = new HttpLine(port)) {
            while (!ended) {
                ServerGauges now = ServerGauges.read(line);
                heap.accumulateAndGet(now.heap(), Math::max);
                descriptors.accumulateAndGet(now.descriptors(), Math::max);
                LockSupport.parkNanos(INTERVAL);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** The most heap that was seen, in bytes. */
    long heap() {
        return heap.get();
    }

    /** The most file descriptors that were seen. */
    long descriptors() {
        return descriptors.get();
    }

    /**
     * @throws IOException where the port for operators did not answer
     */
    @Override
    public void close() throws IOException {
        ended = true;
        LockSupport.unpark(thread);
        Ended.await(thread);
        if (failure != null) {
            throw new IOException("the port for operators did not answer", failure);
        }
    }
}
