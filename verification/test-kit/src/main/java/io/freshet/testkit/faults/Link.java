package io.freshet.testkit.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One client's connection through the proxy. */
final class Link {

    private static final int PIECE_BYTES = 64 << 10;

    private final Socket client;
    private final Socket server;
    private final Traffic traffic;
    private volatile long lastPassed = System.nanoTime();

    Link(Socket client, Socket server, Traffic traffic) {
        this.client = client;
        this.server = server;
        this.traffic = traffic;
    }

    /** Carries bytes both ways until both sides have ended; the server is connected. */
    void carry() throws InterruptedException {
        Thread answers = FaultProxy.daemon("fault-proxy-answers", () -> carry(server, client));
        carry(client, server);
        answers.join();
        close();
    }

    private void carry(Socket from, Socket to) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            from.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                if (traffic.forgets(System.nanoTime() - lastPassed)) {
                    reset();
                    return;
                }
                traffic.awaitLeave();
                lastPassed = System.nanoTime();
                out.write(piece, 0, size);
            }
            traffic.awaitLeave();
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    /** Ends both connections so that both sides see them reset. */
    void reset() {
        try {
            // Closing with data and time to linger for it set to none sends a reset.
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            // One of them is closed already.
        }
        close();
    }

    private void close() {
        try (client;
                server) {
            // Closing is all.
        } catch (IOException e) {
            // They are of no more use either way.
        }
    }
}
