package io.freshet.poller.publish;

import com.rabbitmq.client.Return;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What was published on one channel and not confirmed yet, by its number there. Thread-safe. */
final class Unconfirmed {

    private final TreeMap<Long, Promise<Void>> waiting = new TreeMap<>();
    private String lost;

    void add(long number, Promise<Void> promise) {
        String why;
        synchronized (waiting) {
            why = lost;
            if (why == null) {
                waiting.put(number, promise);
            }
        }
        if (why != null) {
            promise.tryFail(why);
        }
    }

    void confirmed(long number, boolean multiple) {
        take(number, multiple).forEach(Promise::tryComplete);
    }

    void refused(long number, boolean multiple) {
        take(number, multiple).forEach(promise -> promise.tryFail("the broker refused it"));
    }

    /** A message that no queue takes: it is confirmed right after. */
    void returned(Return message) {
        String number = message.getProperties().getMessageId();
        take(Long.parseLong(number), false)
                .forEach(
                        promise ->
                                promise.tryFail(
                                        "no queue takes it: exchange %s has no binding for %s"
                                                .formatted(
                                                        message.getExchange(),
                                                        message.getRoutingKey())));
    }

    void lost(String why) {
        List<Promise<Void>> all;
        synchronized (waiting) {
            lost = why;
            all = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        all.forEach(promise -> promise.tryFail(why));
    }

    private List<Promise<Void>> take(long number, boolean multiple) {
        synchronized (waiting) {
            if (!multiple) {
                Promise<Void> one = waiting.remove(number);
                return one == null ? List.of() : List.of(one);
            }
            var upTo = waiting.headMap(number, true);
            List<Promise<Void>> taken = new ArrayList<>(upTo.values());
            upTo.clear();
            return taken;
        }
    }
}
