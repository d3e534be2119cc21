package io.freshet.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** TCP ports on 127.0.0.1, where the embedded servers listen and nowhere else. */
public final class LoopbackPort {

    /** The address that embedded servers bind to. */
    public static final String HOST = "127.0.0.1";

    private static final int LOWEST = 20_000;

    /** Linux gives clients ports from here on, other systems from 49,152. */
    private static final int CLIENTS_FROM = 32_768;

    private static final int ATTEMPTS = 200;

    /** Begins anywhere, so that programs that look at once find different ones. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(CLIENTS_FROM - LOWEST));

    private LoopbackPort() {}

    /** {@link #HOST} as an address. */
    public static InetAddress address() {
        try {
            // By its bytes: the loopback address that Java names may be the one of IPv6.
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Whether a server could listen on {@code port} (1 to 65535) at this moment. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A port that nobody listens on at this moment; another program may still be faster. It is none
     * of those that systems give to clients by themselves: a server that is restarted on it finds
     * it free. Nor is it one that this program was given lately and may not listen on yet.
     */
    public static int pick() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), CLIENTS_FROM - LOWEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free TCP port on %s among %d from %d to %d"
                        .formatted(HOST, ATTEMPTS, LOWEST, CLIENTS_FROM - 1));
    }
}
