package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.events.SourceStatusCodec;
import io.freshet.poller.limit.PollerLimits;
import io.freshet.poller.time.EventLoop;
import io.freshet.poller.time.EventLoops;
import io.freshet.poller.time.Timers.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells the status of the sources on the bus, several times a second. What is lost of it is told
 * again by the next message.
 */
@ApplicationScoped
public class StatusEmitter {

    private static final Logger LOG = Logger.getLogger(StatusEmitter.class);

    private final EventLoop loop;
    private final SourceStatuses reports;
    private final MutinyEmitter<byte[]> emitter;
    private final long everyMillis;
    private Timer timer;

    StatusEmitter(
            EventLoops loops,
            SourceStatuses statuses,
            @Channel("status-out")
                    @OnOverflow(
                            value = OnOverflow.Strategy.BUFFER,
                            bufferSize = PollerLimits.STATUS_MESSAGES_WAITING)
                    MutinyEmitter<byte[]> emitter,
            @ConfigProperty(name = "freshet.poller.status-millis", defaultValue = "100")
                    long everyMillis) {
        this.loop = loops.create();
        this.reports = statuses;
        this.emitter = emitter;
        this.everyMillis = everyMillis;
    }

    void begin(@Observes StartupEvent event) {
        timer = loop.every(everyMillis, this::tell);
    }

    void end(@Observes ShutdownEvent event) {
        timer.cancel();
    }

    private void tell() {
        List<SourceStatus> statuses = reports.all().stream().map(SourceReport::status).toList();
        if (statuses.isEmpty()) {
            return;
        }
        OutgoingRabbitMQMetadata metadata =
                OutgoingRabbitMQMetadata.builder()
                        .withContentType(SourceStatusCodec.CONTENT_TYPE)
                        .withDeliveryMode(1)
                        .build();
        // Where the broker is away the buffer is full, and the next message says all that this one
        // did.
        emitter.sendMessage(Message.of(SourceStatusCodec.encode(statuses), Metadata.of(metadata)))
                .subscribe()
                .with(done -> {}, error -> LOG.debugf("Status not sent: %s", error));
    }
}
