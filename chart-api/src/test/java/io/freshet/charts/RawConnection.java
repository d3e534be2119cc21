package io.freshet.charts;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A connection on which requests are written as they are, one behind the other. */
final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = (int) EndpointTest.LIMIT.toMillis();

    /**
     * An answer.
     *
     * @param status such as 200
     * @param headers by lower-case name
     * @param body may be empty
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawConnection open() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request without a body, as it is written. */
    static String request(String method, String path, String... headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                .formatted(
                        method,
                        path,
                        headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next answer; one to a HEAD request has no body. */
    Answer answer(boolean head) {
        try {
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            Map<String, String> headers = new TreeMap<>();
            for (String header = line(); !header.isEmpty(); header = line()) {
                String[] parts = header.split(": ", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            byte[] body = in.readNBytes(head ? 0 : length);
            return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the next chunk of a body that comes in chunks. */
    String chunk() {
        try {
            byte[] chunk = in.readNBytes(Integer.parseInt(line(), 16));
            line();
            return new String(chunk, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the same again and again and reads nothing, until so much is sent or nothing more is
     * taken; answers how many bytes were taken.
     *
     * @param standstill for how long nothing must be taken
     */
    long flood(String text, int most, Duration standstill) throws IOException {
        byte[] bytes = text.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        AtomicLong taken = new AtomicLong();
        Thread writer =
                new Thread(
                        () -> {
                            try {
                                while (taken.get() < most) {
                                    socket.getOutputStream().write(bytes);
                                    taken.addAndGet(bytes.length);
                                }
                            } catch (IOException e) {
                                // closed below, while it waits for being taken
                            }
                        });
        writer.start();
        await().during(standstill).atMost(EndpointTest.LIMIT).until(new Unchanged(taken)::holds);
        socket.close();
        return taken.get();
    }

    /** Whether the server has closed the connection, having sent nothing more. */
    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Whether a number is what it was when it was last looked at. */
    private static final class Unchanged {

        private final AtomicLong number;
        private long before = -1;

        Unchanged(AtomicLong number) {
            this.number = number;
        }

        boolean holds() {
            long now = number.get();
            boolean same = now == before;
            before = now;
            return same;
        }
    }

    /** Reads the next line. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection after: " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
