package io.freshet.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's web server on 127.0.0.1, with one path that answers with a chart. */
final class CountServer implements AutoCloseable {

    static final String PATH = "/chart";

    /** Makes an answer; may be called by several threads. */
    interface ChartSource {
        String answer() throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private CountServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static CountServer start(int threads, ChartSource chart) throws IOException {
        // else small answers wait 40 ms for more bytes to go with them
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(LoopbackPort.address(), 0), 128);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        server.setExecutor(pool);
        server.createContext(PATH, exchange -> handle(exchange, chart));
        server.start();
        return new CountServer(server, pool);
    }

    private static void handle(HttpExchange exchange, ChartSource chart) throws IOException {
        int status = 200;
        String body;
        try {
            body = chart.answer();
        } catch (Exception e) {
            status = 500;
            body = e.toString();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
