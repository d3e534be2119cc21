package io.freshet.runtime.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Looks at a moment whether this process could listen somewhere. */
public final class ListeningPort {

    private ListeningPort() {}

    /**
     * Why it could not listen there, in the system's words; nothing where it could.
     *
     * @param port 0 for any free one
     */
    public static Optional<String> refusal(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
