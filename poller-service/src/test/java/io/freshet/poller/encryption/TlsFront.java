package io.freshet.poller.encryption;

import io.freshet.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Encrypts what stands behind it, as a server would that is set up for it. */
final class TlsFront implements AutoCloseable {

    private final SSLServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * @param files its certificate, and whose clients it trusts
     * @param asks whether clients must show a certificate
     */
    TlsFront(TlsFiles files, boolean asks, String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        server =
                (SSLServerSocket)
                        files.context()
                                .getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(asks);
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                SSLSocket client = (SSLSocket) server.accept();
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void serve(SSLSocket client) {
        open.add(client);
        try (client;
                Socket behind = new Socket(host, port)) {
            client.startHandshake();
            open.add(behind);
            start(() -> copy(behind, client));
            copy(client, behind);
        } catch (IOException e) {
            // the client did not like the certificate, or we did not like the client's
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // one side has gone
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tls front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
