package io.freshet.testkit.faults;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that a test can disturb. It listens on a port of its own on 127.0.0.1 and
 * passes bytes on, both ways, until told otherwise. Its calls take effect at once, for connections
 * old and new. Thread-safe; two threads for each connection.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 200;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ACCEPTOR_MILLIS = 5_000;

    private final InetSocketAddress target;
    private final Traffic traffic = new Traffic();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final int port;
    private ServerSocket listener;
    private Thread acceptor;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        this.port = LoopbackPort.pick();
        listen();
    }

    /** Starts one in front of a server, which need not run yet. */
    public static FaultProxy inFrontOf(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /** The host to connect to instead of the server's. */
    public String host() {
        return LoopbackPort.HOST;
    }

    /** The port to connect to instead of the server's; the same as long as the proxy lives. */
    public int port() {
        return port;
    }

    /** The address {@code url} of the server, such as {@code amqp://user@host:1}, by this way. */
    public String reroute(String url) {
        URI uri = URI.create(url);
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return "%s://%s%s:%d%s%s".formatted(uri.getScheme(), user, host(), port, path, query);
    }

    /** How many connections it carries. */
    public int connections() {
        return links.size();
    }

    /** Ends all disturbance: new connections are taken, and bytes pass as fast as they come. */
    public synchronized void pass() {
        traffic.pass();
        if (listener.isClosed()) {
            listen();
        }
    }

    /**
     * Passes bytes on later: on each connection and way, waits for {@code delay} before each piece
     * of at most 64 KiB.
     */
    public void delay(Duration delay) {
        traffic.delay(delay);
    }

    /**
     * Passes bytes on as a network does that loses some and has several ways: what comes is never
     * out of order, as TCP puts that right, but each piece takes another time, and one in eight up
     * to {@code longest}.
     */
    public void waver(Duration longest) {
        traffic.waver(longest);
    }

    /**
     * Forgets connections on which nothing has passed for so long, as firewalls do: they are reset
     * with the next byte.
     */
    public void forgetIdle(Duration idle) {
        traffic.forgetIdle(idle);
    }

    /**
     * Takes connections and bytes and passes nothing on, as a network does that swallows packets:
     * the other side neither answers nor closes. After {@link #pass()} what was held back arrives.
     */
    public void hang() {
        traffic.hang();
    }

    /** Whether it {@link #hang() hangs} and has bytes or a connection that it does not pass on. */
    public boolean isHolding() {
        return traffic.isHolding();
    }

    /** Resets all connections, once; new ones are taken. */
    public void reset() {
        List<Link> carried = List.copyOf(links);
        carried.forEach(Link::reset);
        links.removeAll(carried);
    }

    /** Resets all connections and refuses new ones, as a server does that is down. */
    public synchronized void refuse() {
        stopListening();
        reset();
    }

    /** Ends it with all its connections. */
    @Override
    public synchronized void close() {
        stopListening();
        traffic.pass();
        reset();
    }

    private void stopListening() {
        try {
            listener.close();
            // Until its thread has left it, the system goes on taking connections.
            acceptor.join(ACCEPTOR_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LoopbackPort.address(), port), BACKLOG);
            listener = socket;
            acceptor = daemon("fault-proxy-" + port, () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon("fault-proxy-link", () -> connect(client, socket));
            } catch (IOException e) {
                // Closed, by refuse() or close(); or a client that gave up already.
            }
        }
    }

    private void connect(Socket client, ServerSocket via) {
        Socket server = new Socket();
        Link link = new Link(client, server, traffic);
        links.add(link);
        try {
            traffic.awaitLeave();
            server.connect(target, CONNECT_MILLIS);
            if (via.isClosed()) {
                link.reset();
            }
            link.carry();
        } catch (IOException e) {
            link.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            links.remove(link);
        }
    }

    static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
