package io.freshet.testkit.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces by OTLP over HTTP, as a collector does, and keeps them. Thread-safe. */
public final class TraceReceiver implements AutoCloseable {

    /** In which the last of what was traced arrives, also at a machine that is busy. */
    public static final Duration SOON = Duration.ofSeconds(30);

    private static final int OK = 200;

    private final HttpServer server;
    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();

    private TraceReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", this::take);
    }

    /** Begins to receive, on a free port of this machine. */
    public static TraceReceiver start() {
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            TraceReceiver receiver = new TraceReceiver(HttpServer.create(any, 0));
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("no receiver of traces can be started", e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            spans.addAll(OtlpBody.spans(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(OK, -1);
        }
    }

    /** What {@code freshet.tracing.url} is to be. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All spans that came so far, in the order in which they came. */
    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    /** Those of one trace. */
    public List<ReceivedSpan> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
