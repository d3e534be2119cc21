package io.freshet.forage.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A learner's endpoint: on an origin of its own, and as good or bad as a test tells it to be. */
final class LearnersEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = answering("{}");

    LearnersEndpoint() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** How a request is answered. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Answers everything with that JSON. */
    static Behaviour answering(String json) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Answers everything with that status and no body. */
    static Behaviour failing(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** Redirects everything to there. */
    static Behaviour redirecting(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    /** Takes requests and never says a word. */
    static Behaviour silent() {
        return exchange -> {
            try {
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Sends blanks and never ends, as fast as they are taken or slowly. */
    static Behaviour neverEnding(long pauseMillis, int bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(bytes).getBytes(StandardCharsets.UTF_8);
            OutputStream out = exchange.getResponseBody();
            while (!Thread.currentThread().isInterrupted()) {
                out.write(blanks);
                out.flush();
                try {
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException e) {
                    return;
                }
            }
        };
    }

    void behave(Behaviour wanted) {
        behaviour = wanted;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/chart";
    }

    /** The paths and queries that were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        try (exchange) {
            behaviour.answer(exchange);
        }
    }
}
