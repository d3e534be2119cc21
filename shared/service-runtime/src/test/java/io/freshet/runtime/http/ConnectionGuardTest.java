package io.freshet.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final ClientBounds BOUNDS =
            new ClientBounds(10, List.of(), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private int requests;
    private final EmbeddedChannel connection =
            new EmbeddedChannel(
                    new ConnectionGuard(BOUNDS, true),
                    new HttpRequestDecoder(),
                    new HttpResponseEncoder(),
                    new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext context, Object message) {
                            requests += message instanceof HttpRequest ? 1 : 0;
                            ReferenceCountUtil.release(message);
                        }
                    });

    @AfterEach
    void close() {
        connection.finishAndReleaseAll();
    }

    @Test
    void nothingMoreIsReadWhileTooManyRequestsWait() {
        ask(HttpLimits.WAITING_REQUESTS - 1);
        assertThat(connection.config().isAutoRead()).isTrue();

        ask(1);
        assertThat(requests).isEqualTo(HttpLimits.WAITING_REQUESTS);
        assertThat(connection.config().isAutoRead()).isFalse();

        answer();
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void nothingMoreIsReadWhileAnswersAreNotTaken() {
        ask(2);
        connection.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
        var unused = connection.write(answered());
        assertThat(connection.isWritable()).isFalse();

        ask(1);
        assertThat(connection.config().isAutoRead()).isFalse();

        connection.flush();
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void whoeverCountsThemselvesIsNotStopped() {
        connection.pipeline().addLast(new Counting());

        ask(2 * HttpLimits.WAITING_REQUESTS);

        assertThat(connection.config().isAutoRead()).isTrue();
    }

    private static final class Counting extends ChannelInboundHandlerAdapter
            implements BoundsRequests {}

    private void ask(int times) {
        ByteBuf bytes = Unpooled.copiedBuffer(REQUEST.repeat(times), StandardCharsets.US_ASCII);
        connection.writeInbound(bytes);
    }

    private void answer() {
        connection.writeOutbound(answered());
    }

    private static DefaultFullHttpResponse answered() {
        DefaultFullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        answer.headers().set("Content-Length", 0);
        return answer;
    }
}
