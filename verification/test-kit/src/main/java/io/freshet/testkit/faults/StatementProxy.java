package io.freshet.testkit.faults;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A way to a Postgres server on which one statement fails, whoever sends it. It counts what clients
 * have the server execute, on all connections together. Without encryption only. Thread-safe; two
 * threads for each connection.
 */
public final class StatementProxy implements AutoCloseable {

    /** What becomes of the statement. */
    public enum Way {
        /** The server never hears of it, and the connection is reset. */
        LOST,
        /** The server does it, and the connection is reset before the client hears of it. */
        ANSWER_LOST,
        /** The server refuses it, with whatever transaction is open. */
        REFUSED
    }

    private static final int BACKLOG = 200;
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<StatementLink> links = ConcurrentHashMap.newKeySet();
    private boolean armed;
    private Predicate<String> counted = text -> true;
    private int number;
    private Way way = Way.LOST;
    private int seen;
    private String failed = "";

    private StatementProxy(InetSocketAddress target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, BACKLOG, LoopbackPort.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FaultProxy.daemon("statement-proxy", this::accept);
    }

    /** Starts one in front of a server. */
    public static StatementProxy inFrontOf(String host, int port) {
        return new StatementProxy(new InetSocketAddress(host, port));
    }

    /** The address {@code url} of a database, by this way. */
    public String reroute(String url) {
        URI uri = URI.create(url);
        return "%s://%s:%d%s"
                .formatted(
                        uri.getScheme(),
                        LoopbackPort.HOST,
                        listener.getLocalPort(),
                        uri.getRawPath());
    }

    /**
     * One statement fails from now on.
     *
     * @param nth which one of those that come from now on: 1 is the next
     */
    public void fail(int nth, Way howSo) {
        fail(nth, howSo, text -> true);
    }

    /**
     * As {@link #fail(int, Way)}.
     *
     * @param kind tells by its text whether a statement counts
     */
    public synchronized void fail(int nth, Way howSo, Predicate<String> kind) {
        armed = true;
        counted = kind;
        number = nth;
        way = howSo;
        seen = 0;
        failed = "";
    }

    /** No statement fails any more. */
    public synchronized void pass() {
        armed = false;
    }

    /** Whether the statement came that was to fail. */
    public synchronized boolean happened() {
        return !failed.isEmpty();
    }

    /** The statement that failed, in words. */
    @Override
    public synchronized String toString() {
        return "statement %d, which was %s: %s".formatted(number, way, failed);
    }

    /** Counts a statement; true where it is to fail. */
    synchronized boolean isToFail(String text) {
        if (!armed || !counted.test(text)) {
            return false;
        }
        seen++;
        if (seen == number) {
            failed = text;
            return true;
        }
        return false;
    }

    synchronized Way way() {
        return way;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                FaultProxy.daemon("statement-proxy-link", () -> carry(client));
            } catch (IOException e) {
                // closed, or a client that gave up already
            }
        }
    }

    private void carry(Socket client) {
        Socket server = new Socket();
        StatementLink link = new StatementLink(client, server, this);
        links.add(link);
        try {
            server.connect(target, CONNECT_MILLIS);
            link.carry();
        } catch (IOException e) {
            link.reset();
        } finally {
            links.remove(link);
        }
    }

    /** Ends it with all its connections. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(StatementLink::reset);
    }
}
