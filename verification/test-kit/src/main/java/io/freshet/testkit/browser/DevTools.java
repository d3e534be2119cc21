package io.freshet.testkit.browser;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection to a browser in the Chrome DevTools Protocol, over the JDK's own WebSocket. */
final class DevTools implements WebSocket.Listener {
    private static final int ANSWER_SECONDS = 30;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<JsonObject>> listeners = new CopyOnWriteArrayList<>();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    DevTools(URI address) {
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** Calls a method of the browser (session null) or of one page, and waits for its result. */
    JsonObject call(String session, String method, JsonObject parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        JsonObject call =
                new JsonObject().put("id", id).put("method", method).put("params", parameters);
        if (session != null) {
            call.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(call.encode(), true).join();
        }
        JsonObject told = answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
        if (told.containsKey("error")) {
            throw new IllegalStateException(method + ": " + told.getJsonObject("error").encode());
        }
        return told.getJsonObject("result");
    }

    /** Hears all events, on the connection's thread. */
    void listen(Consumer<JsonObject> listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            JsonObject told = new JsonObject(message.toString());
            message.setLength(0);
            Integer id = told.getInteger("id");
            if (id == null) {
                listeners.forEach(listener -> listener.accept(told));
            } else {
                waiting.remove(id).complete(told);
            }
        }
        from.request(1);
        return null;
    }
}
