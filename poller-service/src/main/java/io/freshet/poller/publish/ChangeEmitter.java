package io.freshet.poller.publish;

import io.freshet.events.BusTopology;
import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends change events to the broker. May be called from any thread; does not block. */
@ApplicationScoped
public class ChangeEmitter {

    /** How long a confirm may take. */
    static final Duration CONFIRM_LIMIT = Duration.ofSeconds(5);

    private static final int BUFFER = 1_024;

    private final MutinyEmitter<byte[]> emitter;

    ChangeEmitter(
            @Channel("changes-out")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /**
     * Sends an event; events are sent in the order of the calls.
     *
     * @return completes when the broker has confirmed that it keeps the event; fails when it has
     *     not within {@link #CONFIRM_LIMIT}, which leaves open whether it will
     */
    public Uni<Void> send(ChangeEvent event) {
        String source = event.position().source();
        OutgoingRabbitMQMetadata metadata =
                OutgoingRabbitMQMetadata.builder()
                        .withRoutingKey(Integer.toString(BusTopology.partitionOf(source)))
                        .withContentType(ChangeEventCodec.CONTENT_TYPE)
                        .withDeliveryMode(2)
                        .withHeader(BusTopology.VERSION_HEADER, ChangeEventCodec.VERSION)
                        .withHeader(BusTopology.KIND_HEADER, ChangeEventCodec.kindOf(event))
                        .withHeader(BusTopology.SOURCE_HEADER, source)
                        .build();
        return emitter.sendMessage(
                        Message.of(ChangeEventCodec.encode(event), Metadata.of(metadata)))
                .ifNoItem()
                .after(CONFIRM_LIMIT)
                .fail();
    }
}
