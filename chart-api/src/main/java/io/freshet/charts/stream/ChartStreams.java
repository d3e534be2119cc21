package io.freshet.charts.stream;

import io.freshet.charts.cache.ChartCache;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.rendering.Body;
import io.freshet.charts.rendering.Rendering;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.charts.time.LoopTimer;
import io.freshet.charts.time.VertxTimer;
import io.freshet.runtime.http.ClientNetwork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The open streams: sends a chart to all who listen to it whenever it has changed, but not more
 * often than set. Thread-safe.
 */
@Singleton
public final class ChartStreams {

    private static final Logger LOG = Logger.getLogger(ChartStreams.class);

    // not static: a native executable cannot hold buffers that were made when it was built
    private final Buffer comment = Buffer.buffer(":\n\n");
    private final Buffer greeting = Buffer.buffer("retry: 1000\n\n");
    private final Vertx vertx;
    private final LoopTimer timer;
    private final ChartCache cache;
    private final ChartSettings settings;
    private final Map<Variant, Channel> channels = new ConcurrentHashMap<>();
    private final Map<Context, Turns> turns = new ConcurrentHashMap<>();
    private final Places places;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long sentAt;

    @Inject
    public ChartStreams(
            Vertx vertx, ChartCache cache, ChartSettings settings, MeterRegistry registry) {
        this.vertx = vertx;
        this.timer = new VertxTimer(vertx);
        this.cache = cache;
        this.settings = settings;
        this.places = new Places(settings.streams(), settings.streamsPerAddress());
        Gauge.builder("freshet.chart.streams", places, Places::taken)
                .description("Streams that are open")
                .register(registry);
    }

    void start(@Observes StartupEvent started) {
        sentAt = timer.nanoTime();
        cache.watch(this::changed);
        vertx.setPeriodic(
                settings.streamHeartbeat().toMillis(),
                beat -> channels.values().forEach(channel -> channel.send(comment)));
    }

    void end(@Observes ShutdownEvent ended) {
        channels.values().forEach(Channel::end);
    }

    /**
     * Opens a stream if there is a place for it; call on the event loop of the request.
     *
     * @param network of the client
     * @param until when the stream ends by itself, by the wall clock; empty for no such end
     * @param response with its headers set, nothing sent yet
     */
    public StreamAdmission open(
            ServedChart chart,
            Selection selection,
            ClientNetwork network,
            Optional<Instant> until,
            HttpServerResponse response) {
        StreamAdmission admission = places.take(network);
        if (admission == StreamAdmission.ADMITTED) {
            Variant variant = new Variant(chart, selection);
            response.setChunked(true).write(greeting);
            channels.compute(
                    variant, (same, known) -> join(variant, known, network, until, response));
        }
        return admission;
    }

    private Channel join(
            Variant variant,
            Channel known,
            ClientNetwork network,
            Optional<Instant> until,
            HttpServerResponse response) {
        Optional<Body> body = body(variant);
        if (body.isEmpty()) {
            // since the request was looked at; who listens asks again, and is told why
            places.free(network);
            response.end();
            return known;
        }
        Channel channel = known == null ? new Channel(body.get()) : known;
        channel.offer(body.get());
        Context context = vertx.getOrCreateContext();
        Turns loop =
                turns.computeIfAbsent(
                        VertxContext.getRootContext(context), root -> new Turns(timer));
        Listener listener = new Listener(response, context, loop, channel::newest);
        channel.add(listener);
        response.exceptionHandler(failure -> leave(variant, listener, network));
        response.endHandler(ended -> leave(variant, listener, network));
        response.closeHandler(closed -> leave(variant, listener, network));
        until.ifPresent(end -> listener.endAt(end, vertx));
        return channel;
    }

    private void leave(Variant variant, Listener listener, ClientNetwork network) {
        channels.computeIfPresent(
                variant,
                (same, channel) -> {
                    if (channel.remove(listener)) {
                        listener.left(vertx);
                        places.free(network);
                    }
                    return channel.isEmpty() ? null : channel;
                });
    }

    private void changed() {
        if (places.taken() > 0 && waiting.compareAndSet(false, true)) {
            long wait =
                    settings.streamInterval().toMillis()
                            - TimeUnit.NANOSECONDS.toMillis(timer.nanoTime() - sentAt);
            if (wait > 0) {
                timer.after(wait, this::send);
            } else {
                send();
            }
        }
    }

    private void send() {
        sentAt = timer.nanoTime();
        waiting.set(false);
        channels.forEach(this::offer);
    }

    private void offer(Variant variant, Channel channel) {
        try {
            // who listens to what is no more asks again, and is told why there is no answer
            body(variant).ifPresentOrElse(channel::offer, channel::end);
        } catch (RuntimeException e) {
            // the listeners to other charts are still to be served
            LOG.warnf(e, "Chart %s could not be sent to its streams", variant.chart().name());
        }
    }

    /** What is to be sent; empty where there is no answer at present. */
    private Optional<Body> body(Variant variant) {
        Rendering now = cache.current().renderings().get(variant.chart().index());
        Selection selection = variant.selection();
        return now.refusal(selection).isPresent()
                ? Optional.empty()
                : Optional.of(now.body(selection));
    }
}
