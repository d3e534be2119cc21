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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final ClientBounds BOUNDS =
            new ClientBounds(10, List.of(), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private int requests;
    private long now;
    private final EmbeddedChannel connection =
            new EmbeddedChannel(
                    new ConnectionGuard(BOUNDS, true, () -> now),
                    new HttpRequestDecoder(),
                    new HttpResponseEncoder(),
                    new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext context, Object message) {
                            requests += message instanceof HttpRequest ? 1 : 0;
                            ReferenceCountUtil.release(message);
                        }
                    });

    @BeforeEach
    void stopTime() {
        connection.freezeTime();
    }

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

    @Test
    void headersThatDoNotComeInTimeAreRefused() {
        send("GET / HTTP/1.1\r\n");
        after(BOUNDS.headers().minusMillis(1));
        assertThat(connection.isOpen()).isTrue();

        after(Duration.ofMillis(1));

        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("The request's headers");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aSlowRequestAfterManyQuickOnesIsRefusedAsWell() {
        for (int request = 0; request < 100; request++) {
            ask(1);
            answer();
            after(Duration.ofSeconds(1));
        }
        sent();
        send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n");
        for (int second = 1; second < BOUNDS.body().toSeconds(); second++) {
            after(Duration.ofSeconds(1));
            send("x");
        }
        assertThat(connection.isOpen()).isTrue();

        after(Duration.ofSeconds(1));

        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("The request's body");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aBodyHasItsTimeThoughTheRequestWaitedForItsTurn() {
        Waiting turn = new Waiting();
        connection
                .pipeline()
                .addBefore(
                        connection.pipeline().context(HttpRequestDecoder.class).name(),
                        "turn",
                        turn);
        send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n");
        after(BOUNDS.headers().dividedBy(2));
        turn.comes();

        after(BOUNDS.body().minusMillis(1));
        assertThat(connection.isOpen()).isTrue();

        after(Duration.ofMillis(1));
        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("The request's body");
    }

    private static final class Waiting extends ChannelInboundHandlerAdapter {

        private ChannelHandlerContext context;
        private Object read;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            context = ctx;
            read = message;
        }

        void comes() {
            context.fireChannelRead(read);
            context.fireChannelReadComplete();
        }
    }

    private void after(Duration time) {
        now += time.toNanos();
        connection.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        connection.runScheduledPendingTasks();
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf next = connection.readOutbound();
                next != null;
                next = connection.readOutbound()) {
            text.append(next.toString(StandardCharsets.US_ASCII));
            next.release();
        }
        return text.toString();
    }

    private static final class Counting extends ChannelInboundHandlerAdapter
            implements BoundsRequests {}

    private void ask(int times) {
        send(REQUEST.repeat(times));
    }

    private void send(String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
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
