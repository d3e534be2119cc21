package io.freshet.benchmarks.hostile;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An attack under way: one thread has all its connections, and opens others for those that the
 * server closes. They come from an address of their own, so that limits per address meet nobody
 * else.
 */
final class Assault implements AutoCloseable {

    /** What the attackers saw. */
    record Seen(int opened, int closed, Map<String, Integer> statuses) {

        /** In a few words. */
        String text() {
            StringBuilder text = new StringBuilder("%,d opened".formatted(opened));
            if (closed > 0) {
                text.append(", %,d closed by the server".formatted(closed));
            }
            statuses.forEach((status, times) -> text.append(", %s × %,d".formatted(status, times)));
            return text.toString();
        }
    }

    private static final SocketAddress FROM = new InetSocketAddress("127.0.0.2", 0);
    private static final int OPENED_PER_SECOND = 2_000;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

    private final Tactics tactics;
    private final SocketAddress server;
    private final Selector selector = Selector.open();
    private final ByteBuffer shared = ByteBuffer.allocateDirect(1 << 17);
    private final Set<Assailant> open = new HashSet<>();
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final Thread thread = new Thread(this::run, "bench attack");
    private final long begun = System.nanoTime();
    private int opened;
    private int closed;
    private volatile boolean ended;
    private volatile IOException failure;

    private Assault(Tactics tactics, int port) throws IOException {
        this.tactics = tactics;
        this.server = new InetSocketAddress(LoopbackPort.address(), port);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins it; returns at once. */
    static Assault begin(Tactics tactics, int port) throws IOException {
        return new Assault(tactics, port);
    }

    private void run() {
        long tick = System.nanoTime();
        try {
            while (!ended) {
                openMore();
                selector.select(this::act, TimeUnit.NANOSECONDS.toMillis(TICK));
                if (System.nanoTime() - tick >= TICK) {
                    tick = System.nanoTime();
                    List.copyOf(open).forEach(this::tick);
                }
            }
        } catch (IOException | UncheckedIOException | ClosedSelectorException e) {
            failure = e instanceof IOException io ? io : new IOException(e);
        }
    }

    private void openMore() throws IOException {
        double seconds = (System.nanoTime() - begun) / 1e9;
        while (open.size() < tactics.connections()
                && opened < (seconds + 0.1) * OPENED_PER_SECOND) {
            open.add(new Assailant(tactics, opened, FROM, server, selector));
            opened++;
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private void act(SelectionKey key) {
        Assailant assailant = (Assailant) key.attachment();
        attempt(assailant, () -> assailant.act(shared));
    }

    private void tick(Assailant assailant) {
        attempt(assailant, () -> assailant.tick(shared));
    }

    private void attempt(Assailant assailant, Action action) {
        try {
            action.run();
        } catch (IOException e) {
            closed++;
            leave(assailant);
        }
    }

    private void leave(Assailant assailant) {
        assailant.status().ifPresent(status -> statuses.merge(status, 1, Integer::sum));
        assailant.close();
        open.remove(assailant);
    }

    /** Ends it and gives what was seen. */
    Seen end() throws IOException {
        close();
        if (failure != null) {
            throw new IOException("the attack could not go on: " + failure.getMessage(), failure);
        }
        return new Seen(opened, closed, Map.copyOf(statuses));
    }

    @Override
    public void close() throws IOException {
        ended = true;
        selector.wakeup();
        Ended.await(thread);
        new ArrayList<>(open).forEach(this::leave);
        selector.close();
    }
}
