package io.freshet.benchmarks.harness;

import io.freshet.embedded.LoopbackPort;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection to an HTTP server on 127.0.0.1: the thinnest client that can ask
 * thousands of times a second without being what is measured. Knows bodies of a declared length
 * only. For one thread.
 */
public final class HttpLine implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    /**
     * An answer.
     *
     * @param status such as 200
     * @param tag the entity tag as it was sent, or an empty text
     * @param body may be empty
     */
    public record HttpAnswer(int status, String tag, String body) {}

    private final Socket socket = new Socket();
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    /** Connects. */
    public HttpLine(int port) throws IOException {
        socket.connect(new InetSocketAddress(LoopbackPort.address(), port), TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /**
     * Asks and waits for the answer.
     *
     * @param knownTag the entity tag of the answer that is known, or an empty text
     */
    public HttpAnswer get(String path, String knownTag) throws IOException {
        String condition = knownTag.isEmpty() ? "" : "If-None-Match: " + knownTag + "\r\n";
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + condition + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String statusLine = readLine();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        int length = 0;
        String tag = "";
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).strip();
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "etag" -> tag = value;
                case "transfer-encoding" ->
                        throw new IOException(path + " is answered in chunks of unknown length");
                default -> {}
            }
        }
        // a 304 may declare the length of the body that it leaves out
        return new HttpAnswer(
                status,
                tag,
                status == 304 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String readLine() throws IOException {
        line.reset();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
