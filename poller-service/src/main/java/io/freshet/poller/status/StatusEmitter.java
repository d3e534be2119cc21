package io.freshet.poller.status;

import io.freshet.events.SourceStatus;
import io.freshet.events.SourceStatusCodec;
import io.freshet.poller.warehouse.WarehouseReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.vertx.core.Vertx;
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
 * Tells, several times a second, on the bus how the sources stand, and the sources' workers how far
 * the warehouse has got. What is lost of it is told again by the next message.
 */
@ApplicationScoped
public class StatusEmitter {

    private static final Logger LOG = Logger.getLogger(StatusEmitter.class);
    private static final long APPLIED_MILLIS = 200;
    private static final int BUFFER = 16;

    private final Vertx vertx;
    private final StatusBoard board;
    private final WarehouseReader warehouse;
    private final MutinyEmitter<byte[]> emitter;
    private final long everyMillis;
    private volatile boolean asking;
    private long statusTimer;
    private long appliedTimer;

    StatusEmitter(
            Vertx vertx,
            StatusBoard board,
            WarehouseReader warehouse,
            @Channel("status-out")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<byte[]> emitter,
            @ConfigProperty(name = "freshet.poller.status-millis", defaultValue = "100")
                    long everyMillis) {
        this.vertx = vertx;
        this.board = board;
        this.warehouse = warehouse;
        this.emitter = emitter;
        this.everyMillis = everyMillis;
    }

    void begin(@Observes StartupEvent event) {
        statusTimer = vertx.setPeriodic(everyMillis, id -> tell());
        appliedTimer = vertx.setPeriodic(APPLIED_MILLIS, id -> ask());
    }

    void end(@Observes ShutdownEvent event) {
        vertx.cancelTimer(statusTimer);
        vertx.cancelTimer(appliedTimer);
    }

    private void tell() {
        List<SourceStatus> statuses =
                board.all().stream().map(StatusBoard.Standing::status).toList();
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

    private void ask() {
        List<StatusBoard.Standing> standings = List.copyOf(board.all());
        if (asking || standings.isEmpty()) {
            return;
        }
        asking = true;
        warehouse
                .applied(standings.stream().map(StatusBoard.Standing::source).toList())
                .onComplete(
                        result -> {
                            asking = false;
                            if (result.succeeded()) {
                                standings.forEach(
                                        standing -> {
                                            WarehouseReader.Applied applied =
                                                    result.result().get(standing.source());
                                            if (applied != null) {
                                                standing.applied().accept(applied);
                                            }
                                        });
                            }
                        });
    }
}
