package io.freshet.charts.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Function;

/**
 * Answers requests of one HTTP/1.1 connection between Netty's decoder and Vert.x, which does more
 * for a request than a chart needs. Answers leave in the order of the requests: while Vert.x has a
 * request that it has not answered completely, all that follow are passed on to it. Belongs to the
 * connection's event loop.
 */
final class ExpressLane extends ChannelDuplexHandler {

    private static final int UNKNOWN = -1;

    private final Function<HttpRequest, Answer> answers;
    private final AnswerEncoder encoder;
    private final ChannelHandlerContext wire;

    /** How many requests Vert.x has to answer. */
    private int pending = UNKNOWN;

    private boolean passing;
    private boolean answered;
    private boolean unflushed;

    /**
     * @param answers gives the answer to a request, or null where Vert.x is to find it
     * @param wire what is written there is not encoded any more
     */
    ExpressLane(
            Function<HttpRequest, Answer> answers,
            AnswerEncoder encoder,
            ChannelHandlerContext wire) {
        this.answers = answers;
        this.encoder = encoder;
        this.wire = wire;
    }

    /**
     * Says that Vert.x handles a request now. If it is the one that was just passed on, it is the
     * only one that is not answered, as Vert.x handles one after the other. That is how a lane that
     * was opened in the middle of a connection learns that nothing else is pending.
     */
    void handling() {
        if (passing) {
            pending = 1;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (answered) {
            // what a request without a body ends with
            answered = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
        } else if (!(message instanceof HttpRequest request)) {
            context.fireChannelRead(message);
        } else if (pending == 0 && answer(request)) {
            answered = !(message instanceof LastHttpContent);
        } else {
            pass(context, request);
        }
    }

    private boolean answer(HttpRequest request) {
        if (!wire.channel().isWritable()) {
            return false;
        }
        Answer answer = answers.apply(request);
        if (answer == null) {
            return false;
        }
        byte[] bytes = encoder.encode(answer);
        ByteBuf out = wire.alloc().ioBuffer(bytes.length).writeBytes(bytes);
        // a failure reaches Vert.x as an exception of the connection
        var unused = wire.write(out, wire.voidPromise());
        unflushed = true;
        return true;
    }

    private void pass(ChannelHandlerContext context, HttpRequest request) {
        if (pending != UNKNOWN) {
            pending++;
        }
        passing = true;
        try {
            context.fireChannelRead(request);
        } finally {
            passing = false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            wire.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (pending > 0 && message instanceof LastHttpContent && !isInterim(message)) {
            pending--;
        }
        var unused = context.write(message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
