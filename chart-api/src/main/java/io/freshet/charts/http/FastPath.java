package io.freshet.charts.http;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.runtime.http.BoundsRequests;
import io.freshet.runtime.http.ClientTurns;
import io.freshet.runtime.http.HttpLimits;
import io.freshet.runtime.http.HttpMessages;
import io.freshet.runtime.http.ReadGate;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Answers requests of one HTTP/1.1 connection between Netty's decoder and Vert.x, which does more
 * for a request than a chart needs. Answers leave in the order of the requests: while Vert.x has a
 * request that it has not answered completely, all that follow are passed on to it.
 *
 * <p>Bounds what a connection can ask for without taking its answers: where {@link
 * HttpLimits#WAITING_REQUESTS} wait at Vert.x, or the client leaves its answers unread, further
 * requests are held here and nothing more is read. Where none of them can go on for {@link
 * ChartLimits#HELD} the connection is closed. Belongs to the connection's event loop.
 */
final class FastPath extends ChannelDuplexHandler implements BoundsRequests {

    private final Function<HttpRequest, ChartRequest> requests;
    private final SharedAnswers shared;
    private final ChannelHandlerContext wire;
    private final Deque<Object> held = new ArrayDeque<>();
    private final ReadGate gate = new ReadGate();

    /** How many requests Vert.x has to answer, of those that were passed on to it from here. */
    private int waiting;

    /** Whether Vert.x has no others. */
    private boolean counted;

    private boolean passing;
    private boolean answered;
    private boolean unflushed;
    private boolean resuming;

    /** How many requests have come since a read began. */
    private int come;

    /** The last of them that was answered here at once; null where none was. */
    private ChartRequest lastAnswered;

    /** Looks after a while whether what is held went on; null where nothing was held of late. */
    private Future<?> look;

    /** How many messages went on that had been held. */
    private long wentOn;

    /**
     * @param requests reads a request; null where it is for Vert.x
     * @param shared those of the connection's event loop
     * @param wire what is written there is not encoded any more
     */
    FastPath(
            Function<HttpRequest, ChartRequest> requests,
            SharedAnswers shared,
            ChannelHandlerContext wire) {
        this.requests = requests;
        this.shared = shared;
        this.wire = wire;
    }

    /**
     * Says that Vert.x handles a request now. If it is the one that was just passed on, it is the
     * only one that is not answered, as Vert.x handles one after the other. That is how a path that
     * was opened in the middle of a connection learns that nothing else is waiting.
     */
    void handling() {
        if (passing) {
            waiting = 1;
            counted = true;
        }
    }

    /** Says that the connection has been read, and the decoder gets what came. */
    void readBegins() {
        come = 0;
        lastAnswered = null;
    }

    /** The request of the read that began last, if it was a single one and is answered; or null. */
    ChartRequest onlyAnswered() {
        return come == 1 && !answered ? lastAnswered : null;
    }

    /**
     * Answers a request that was answered before; what it ends with has to follow. Call only where
     * the last that came was answered here, so that nothing waits.
     *
     * @return false where it has to be decoded anew, as it is not this that answers it now
     */
    boolean answerAgain(ChartRequest request) {
        answered = wire.channel().isWritable() && answer(request);
        return answered;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (HttpMessages.isRequest(message)) {
            come++;
        }
        if (held.isEmpty() && mayGoOn(message)) {
            handle(context, message);
        } else {
            hold(context, message);
        }
    }

    private void hold(ChannelHandlerContext context, Object message) {
        gate.shut(context);
        held.add(message);
        if (look == null) {
            lookLater(context);
        }
    }

    private void lookLater(ChannelHandlerContext context) {
        long before = wentOn;
        look =
                context.executor()
                        .schedule(
                                () -> closeWhereNothingWentOn(context, before),
                                ChartLimits.HELD.toMillis(),
                                TimeUnit.MILLISECONDS);
    }

    private void closeWhereNothingWentOn(ChannelHandlerContext context, long before) {
        look = null;
        if (held.isEmpty()) {
            return;
        }
        if (wentOn == before) {
            var unused = context.close();
        } else {
            lookLater(context);
        }
    }

    private boolean mayGoOn(Object message) {
        return !HttpMessages.isRequest(message)
                || (waiting < HttpLimits.WAITING_REQUESTS && wire.channel().isWritable());
    }

    private void handle(ChannelHandlerContext context, Object message) {
        if (answered) {
            // what a request without a body ends with
            answered = !HttpMessages.isLast(message);
            ReferenceCountUtil.release(message);
        } else if (!HttpMessages.isRequest(message)) {
            context.fireChannelRead(message);
        } else if (counted && waiting == 0 && answer(requests.apply((HttpRequest) message))) {
            answered = !HttpMessages.isLast(message);
        } else {
            pass(context, (HttpRequest) message);
        }
    }

    private boolean answer(ChartRequest request) {
        Answer answer = request == null ? null : request.answer().get();
        if (answer == null) {
            return false;
        }
        lastAnswered = request;
        // a failure reaches Vert.x as an exception of the connection
        var unused = wire.write(shared.bytes(answer, wire.alloc()), wire.voidPromise());
        unflushed = true;
        return true;
    }

    private void pass(ChannelHandlerContext context, HttpRequest request) {
        waiting++;
        passing = true;
        try {
            context.fireChannelRead(request);
        } finally {
            passing = false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        lastAnswered = null;
        flush();
        context.fireChannelReadComplete();
    }

    private void flush() {
        if (unflushed) {
            unflushed = false;
            wire.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            resume(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (waiting > 0 && message instanceof LastHttpContent && !isInterim(message)) {
            waiting--;
            resume(context);
        }
        var unused = context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** Goes on with what is held, but not before Vert.x is done with what it is doing. */
    private void resume(ChannelHandlerContext context) {
        if (!held.isEmpty() && !resuming) {
            resuming = true;
            Executor turns = ClientTurns.of(context.channel());
            context.executor().execute(() -> turns.execute(() -> goOn(context)));
        }
    }

    private void goOn(ChannelHandlerContext context) {
        resuming = false;
        while (!held.isEmpty() && mayGoOn(held.peek())) {
            wentOn++;
            handle(context, held.remove());
        }
        channelReadComplete(context);
        if (held.isEmpty()) {
            gate.open(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drop();
        context.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }

    private void drop() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
