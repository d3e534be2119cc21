package io.freshet.poller.publish;

import com.rabbitmq.client.AMQP;
import io.freshet.configuration.FreshetConfig;
import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEventCodec;
import io.freshet.poller.limit.PollerLimits;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends change events over one connection, in a thread of its own: the client blocks where the
 * broker does. A connection that was lost is made again for the next event that opens an epoch; all
 * others fail until then, as what went before them is lost.
 */
@ApplicationScoped
public class BrokerSender implements ChangeSender {

    private final Destination destination;
    private final BrokerLink link;
    private final AtomicLong unsent = new AtomicLong();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread made = new Thread(task, "freshet-change-sender");
                        made.setDaemon(true);
                        return made;
                    });

    private volatile boolean used;

    BrokerSender(
            FreshetConfig config,
            Destination destination,
            @ConfigProperty(name = "freshet.bus.prefix", defaultValue = "freshet") String prefix) {
        this.destination = destination;
        this.link = new BrokerLink(config, new BusTopology(prefix));
    }

    @Override
    public Future<Void> send(EncodedChange change) {
        Promise<Void> promise = Promise.promise();
        int size = change.body().length;
        used = true;
        if (unsent.addAndGet(size) > PollerLimits.BYTES_UNSENT) {
            unsent.addAndGet(-size);
            return Future.failedFuture("too many bytes wait for the broker's connection");
        }
        try {
            thread.execute(
                    () -> {
                        unsent.addAndGet(-size);
                        transmit(change, promise);
                    });
        } catch (RejectedExecutionException e) {
            unsent.addAndGet(-size);
            return Future.failedFuture("the service ends");
        }
        return promise.future();
    }

    private void transmit(EncodedChange change, Promise<Void> promise) {
        try {
            if (change.opening()) {
                link.open();
            }
            link.publish(
                    Integer.toString(BusTopology.partitionOf(change.position().source())),
                    properties(change),
                    change.body(),
                    promise);
        } catch (IOException | RuntimeException e) {
            link.abort();
            promise.tryFail(e);
        }
    }

    private AMQP.BasicProperties properties(EncodedChange change) {
        return new AMQP.BasicProperties.Builder()
                .contentType(ChangeEventCodec.CONTENT_TYPE)
                .deliveryMode(2)
                .headers(headers(change))
                .build();
    }

    private Map<String, Object> headers(EncodedChange change) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(BusTopology.VERSION_HEADER, ChangeEventCodec.VERSION);
        headers.put(BusTopology.KIND_HEADER, change.kind());
        headers.put(BusTopology.SOURCE_HEADER, change.position().source());
        headers.put(BusTopology.INSTALLATION_HEADER, destination.installation());
        if (!change.traceParent().isEmpty()) {
            headers.put(BusTopology.TRACE_HEADER, change.traceParent());
        }
        return headers;
    }

    /** Whether there is a connection now; true too before the first event. */
    public boolean isConnected() {
        return !used || link.isOpen();
    }

    void end(@Observes ShutdownEvent event) {
        link.abort();
        thread.shutdownNow();
    }
}
