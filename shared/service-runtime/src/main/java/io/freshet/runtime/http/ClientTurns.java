package io.freshet.runtime.http;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Shares the time of one event loop among networks: the connections of one network have {@link
 * HttpLimits#SLICE} of it, then all others have their turn. So thousands of connections of one
 * client cost the others no more than one does. Where nobody else wants anything, the next turn
 * comes at once; where nobody else is connected, there are no turns, nor any clock to read. Not
 * thread-safe: belongs to its event loop.
 */
public final class ClientTurns {

    private static final Logger LOG = Logger.getLogger(ClientTurns.class);
    private static final AttributeKey<ClientTurns> KEY =
            AttributeKey.valueOf(ClientTurns.class, "of");
    private static final long SLICE = HttpLimits.SLICE.toNanos();

    private final EventExecutor loop;
    private final LongSupplier nanoTime;
    private final BooleanSupplier alone;

    /** At most three of each connection: what was read of it, twice, and answers that can go on. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private long began;
    private long used;

    /**
     * @param alone whether no other network is connected
     */
    ClientTurns(EventExecutor loop, LongSupplier nanoTime, BooleanSupplier alone) {
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.alone = alone;
        this.began = nanoTime.getAsLong();
    }

    /**
     * Runs work for a connection when it is the turn of its network, perhaps at once. Call it on
     * the connection's event loop.
     */
    public static Executor of(Channel connection) {
        ClientTurns turns = connection.attr(KEY).get();
        return turns == null ? Runnable::run : turns::take;
    }

    void isOf(Channel connection) {
        connection.attr(KEY).set(this);
    }

    private void take(Runnable work) {
        if (isNow()) {
            run(work);
        } else {
            await(work);
        }
    }

    /** Whether there are no turns, as no other network is connected and nothing waits. */
    boolean isNobodyElse() {
        return waiting.isEmpty() && alone.getAsBoolean();
    }

    /** Whether something may be done at once. */
    boolean isNow() {
        if (isNobodyElse()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        // Others had as much time since then.
        if (now - began >= 2 * SLICE) {
            begin(now);
        }
        return waiting.isEmpty() && used < SLICE;
    }

    private void begin(long now) {
        began = now;
        used = 0;
    }

    /** Does something at once. */
    void run(Runnable work) {
        long start = nanoTime.getAsLong();
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            // an error, too: whoever waits behind it would wait for ever
            LOG.error("What a client asked for failed; its other connections go on", e);
        } finally {
            used += nanoTime.getAsLong() - start;
        }
    }

    /** Does something when it is its turn. */
    void await(Runnable work) {
        waiting.add(work);
        if (waiting.size() == 1) {
            callAgain();
        }
    }

    /** A task that is scheduled runs after the loop has looked at all its connections. */
    private void callAgain() {
        var unused = loop.schedule(this::next, 0, TimeUnit.NANOSECONDS);
    }

    private void next() {
        begin(nanoTime.getAsLong());
        do {
            run(waiting.peek());
            waiting.remove();
        } while (!waiting.isEmpty() && used < SLICE);
        if (!waiting.isEmpty()) {
            callAgain();
        }
    }
}
