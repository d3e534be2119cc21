package io.freshet.testkit.faults;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that sends back what it gets, until it is closed. */
final class EchoServer implements AutoCloseable {

    private static final int ACCEPTOR_MILLIS = 5_000;

    private final ServerSocket listener = new ServerSocket();
    private final Thread acceptor;

    EchoServer() throws IOException {
        listener.bind(new InetSocketAddress(LoopbackPort.address(), 0));
        acceptor = FaultProxy.daemon("echo", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                FaultProxy.daemon("echo-client", () -> echo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The client is gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // Until its thread has left it, the system goes on taking connections.
            acceptor.join(ACCEPTOR_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
