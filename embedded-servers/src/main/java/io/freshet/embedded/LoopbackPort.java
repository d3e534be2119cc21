package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** TCP ports on 127.0.0.1, where the embedded servers listen and nowhere else. */
public final class LoopbackPort {

    /** The address that embedded servers bind to. */
    public static final String HOST = "127.0.0.1";

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

    /** A port that nobody listens on at this moment; another program may still be faster. */
    public static int pick() {
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free TCP port on " + HOST, e);
        }
    }
}
