package io.freshet.charts.http;

import io.freshet.charts.settings.ChartLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;

/**
 * Stands before the decoder of one connection and spares it requests that were decoded before:
 * reading one is a good part of what its answer costs outside the kernel. A read that is byte for
 * byte a request which {@link FastPath} has answered is answered by it again. That holds only where
 * the decoder has nothing in hand, or the bytes may be the rest of something else. Belongs to the
 * connection's event loop.
 */
final class RepeatedRequests extends ChannelInboundHandlerAdapter {

    private static final ByteBuf END =
            Unpooled.unreleasableBuffer(
                    Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));

    private final FastPath path;
    private final ReadRequests requests;
    private final ChannelHandlerContext decoder;

    /** Whether the next byte begins a request. False where that is not known. */
    private boolean between;

    /**
     * @param requests those of the connection's event loop
     * @param decoder what the path gets comes from there
     */
    RepeatedRequests(FastPath path, ReadRequests requests, ChannelHandlerContext decoder) {
        this.path = path;
        this.requests = requests;
        this.decoder = decoder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            between = false;
            context.fireChannelRead(message);
        } else if (between && answerAgain(bytes)) {
            bytes.release();
            // all others learn that a request has come in
            decoder.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            decode(context, bytes);
        }
    }

    private boolean answerAgain(ByteBuf bytes) {
        ChartRequest request = requests.of(bytes);
        return request != null && path.answerAgain(request);
    }

    private void decode(ChannelHandlerContext context, ByteBuf bytes) {
        int length = bytes.readableBytes();
        boolean ended = endsRequest(bytes);
        ByteBuf whole =
                between && ended && length <= ChartLimits.READ_REQUEST_BYTES
                        ? Unpooled.copiedBuffer(bytes)
                        : null;
        path.readBegins();
        context.fireChannelRead(bytes);
        ChartRequest answered = path.onlyAnswered();
        // were anything left behind an empty line, another request would have come of it
        between = ended && answered != null;
        if (between && whole != null && answered.keepable()) {
            requests.keep(whole, answered);
        }
    }

    private static boolean endsRequest(ByteBuf bytes) {
        int end = END.readableBytes();
        return bytes.readableBytes() >= end
                && bytes.slice(bytes.writerIndex() - end, end).equals(END);
    }
}
