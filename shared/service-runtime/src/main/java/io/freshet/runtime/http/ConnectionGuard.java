package io.freshet.runtime.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Stands before everything else on one connection. Refuses it where its network has too many, ends
 * it where a request comes in too slowly, be it a byte a second, and reads no further where too
 * many requests wait or the client does not take its answers. Belongs to the connection's event
 * loop.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    private static final Set<Integer> COUNTED = Set.of(408, 413, 414, 421, 429, 431);
    private static final String NAME = "freshet-requests-seen";

    private final ClientBounds bounds;
    private final boolean admitted;
    private final LongSupplier nanoTime;

    /** Whether a request is coming in, and its headers are here. */
    private boolean receiving;

    private boolean inBody;

    /** Whether what was read is being handled, and not what had to wait for its turn. */
    private boolean reading;

    /** Whether the deadline is set for what is coming in: its headers, or its body. */
    private boolean timed;

    /** Whether an answer was begun before the request had come in. */
    private boolean answered;

    private boolean watched;
    private boolean ended;

    /** When what is coming in has to be here; null before this belongs to a connection. */
    private Deadline deadline;

    /**
     * @param admitted whether the connection's network may have it
     */
    ConnectionGuard(ClientBounds bounds, boolean admitted, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.admitted = admitted;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = new Deadline(context.executor(), nanoTime, time -> tooLate(context, time));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (admitted) {
            context.fireChannelActive();
        } else {
            refuse(
                    context,
                    429,
                    "Too Many Requests",
                    "Too many connections are open from this address; close some.");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!admitted || ended) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!watched) {
            watch(context);
        }
        if (watched && !receiving) {
            receiving = true;
            answered = false;
            timed = false;
        }
        reading = true;
        context.fireChannelRead(message);
        reading = false;
        // most requests come in one read, and need none
        setDeadline();
    }

    private void setDeadline() {
        if (receiving && !timed) {
            timed = true;
            deadline.set(inBody ? bounds.body() : bounds.headers());
        }
    }

    /** Learns where requests begin and end, behind what decodes them, which is there by now. */
    private void watch(ChannelHandlerContext context) {
        ChannelHandlerContext encoder = context.pipeline().context(HttpResponseEncoder.class);
        if (encoder != null) {
            watched = true;
            context.pipeline().addAfter(encoder.name(), NAME, new RequestsSeen());
        }
    }

    private final class RequestsSeen extends ChannelDuplexHandler {

        /** How many requests are not answered yet, where nobody else counts. */
        private int waiting;

        private boolean countedElsewhere;
        private final ReadGate gate = new ReadGate();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (HttpMessages.isLast(message)) {
                receiving = false;
                inBody = false;
                deadline.lift();
            } else if (HttpMessages.isRequest(message)) {
                inBody = true;
                timed = false;
                if (!reading) {
                    setDeadline();
                }
                count(context);
            }
            context.fireChannelRead(message);
        }

        private void count(ChannelHandlerContext context) {
            // who counts comes with a connection's first request, and stays
            countedElsewhere =
                    countedElsewhere || context.pipeline().get(BoundsRequests.class) != null;
            if (!countedElsewhere) {
                waiting++;
                if (!mayGoOn(context)) {
                    gate.shut(context);
                }
            }
        }

        private boolean mayGoOn(ChannelHandlerContext context) {
            return waiting < HttpLimits.WAITING_REQUESTS && context.channel().isWritable();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            goOn(context);
            context.fireChannelWritabilityChanged();
        }

        private void goOn(ChannelHandlerContext context) {
            if (mayGoOn(context)) {
                gate.open(context);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response) {
                answered |= inBody;
                if (COUNTED.contains(response.status().code())) {
                    HttpRefusals.count(response.status().code());
                }
            }
            var unused = context.write(message, promise);
            if (waiting > 0 && message instanceof LastHttpContent && !isInterim(message)) {
                waiting--;
                goOn(context);
            }
        }
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void tooLate(ChannelHandlerContext context, Duration time) {
        if (!receiving || ended) {
            return;
        }
        if (!context.channel().config().isAutoRead()) {
            // it is we who do not read on
            deadline.set(time);
            return;
        }
        ended = true;
        if (answered) {
            HttpRefusals.count(408);
            var unused = context.close();
            return;
        }
        refuse(
                context,
                408,
                "Request Timeout",
                "The request's %s did not come within %d s."
                        .formatted(inBody ? "body" : "headers", time.toSeconds()));
    }

    private static void refuse(
            ChannelHandlerContext context, int status, String title, String detail) {
        HttpRefusals.count(status);
        byte[] body =
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail)
                        .getBytes(StandardCharsets.US_ASCII);
        String head =
                "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n"
                        .formatted(status, title, body.length);
        var unused =
                context.writeAndFlush(
                                Unpooled.wrappedBuffer(
                                        head.getBytes(StandardCharsets.US_ASCII), body))
                        .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.end();
        context.fireChannelInactive();
    }
}
