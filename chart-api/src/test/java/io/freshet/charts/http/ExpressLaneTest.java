package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.rendering.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExpressLaneTest {

    private static final Pattern NUMBER = Pattern.compile("\\{\"number\":(\\d+)}");

    private static final String INNER = "GET /express/9999 HTTP/1.1\r\nHost: h\r\n\r\n";

    /** Asked of a server; the number says which answer is due. */
    private enum Kind {
        /** The lane can answer it. */
        CHART("GET /express/%d HTTP/1.1\r\nHost: h\r\n\r\n"),
        /** The server behind the lane answers it at once. */
        QUICK("GET /quick/%d HTTP/1.1\r\nHost: h\r\n\r\n"),
        /** The server answers it when it can. */
        SLOW("GET /slow/%d HTTP/1.1\r\nHost: h\r\n\r\n"),
        /** Has a body that looks like a request. */
        POST(
                "POST /quick/%%d HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(INNER.length(), INNER)),
        /** Is asked to go on before it has its answer. */
        EXPECTING("GET /expecting/%d HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Handles one request after the other, as Vert.x does. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        private final Deque<String> waiting = new ArrayDeque<>();
        private final List<String> handled = new ArrayList<>();
        private ExpressLane lane;
        private ChannelHandlerContext context;
        private boolean busy;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest request) {
                waiting.add(request.uri());
                next();
            }
            ReferenceCountUtil.release(message);
        }

        private void next() {
            while (!busy && !waiting.isEmpty()) {
                String uri = waiting.remove();
                handled.add(uri);
                busy = true;
                if (uri.startsWith("/express/") && lane != null) {
                    lane.handling();
                }
                if (uri.startsWith("/expecting/")) {
                    write(HttpResponseStatus.CONTINUE, "");
                }
                if (!uri.startsWith("/slow/")) {
                    finish();
                }
            }
        }

        /** Answers the slow request that is being handled. */
        void release() {
            if (busy) {
                finish();
                next();
            }
        }

        private void finish() {
            String uri = handled.get(handled.size() - 1);
            write(HttpResponseStatus.OK, json(uri));
            busy = false;
        }

        private void write(HttpResponseStatus status, String body) {
            ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII);
            context.writeAndFlush(
                            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content))
                    .syncUninterruptibly();
        }
    }

    private static String json(String uri) {
        return "{\"number\":%s}".formatted(uri.substring(uri.lastIndexOf('/') + 1));
    }

    /** A connection to the server, whose lane is still to be opened. */
    private static final class Connection {

        private final Server server = new Server();
        private final EmbeddedChannel channel =
                new EmbeddedChannel(new HttpRequestDecoder(), new HttpResponseEncoder(), server);
        private int asked;

        void open() {
            server.lane =
                    new ExpressLane(
                            request ->
                                    request.uri().startsWith("/express/")
                                            ? new Answer(
                                                    0,
                                                    new Body(
                                                            json(request.uri())
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .US_ASCII)),
                                                    "",
                                                    false)
                                            : null,
                            new AnswerEncoder("*", 1),
                            channel.pipeline().context(HttpResponseEncoder.class));
            channel.pipeline().addBefore(server.context.name(), "lane", server.lane);
        }

        String request(Kind kind) {
            return kind.text.formatted(asked++);
        }

        void send(String bytes) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
        }

        List<Integer> answers() {
            StringBuilder out = new StringBuilder();
            for (ByteBuf part = channel.readOutbound();
                    part != null;
                    part = channel.readOutbound()) {
                out.append(part.toString(StandardCharsets.US_ASCII));
                part.release();
            }
            return NUMBER.matcher(out)
                    .results()
                    .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                    .toList();
        }
    }

    @Property(tries = 2_000)
    void answersLeaveInTheOrderOfTheRequests(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int requests) {
        // Given: a lane that is opened at any moment, bytes that arrive in any pieces
        Connection connection = new Connection();
        Random random = new Random(seed);
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            Kind[] kinds = Kind.values();
            bytes.append(connection.request(kinds[random.nextInt(kinds.length)]));
        }
        int opening = random.nextInt(bytes.length());

        // When
        for (int from = 0; from < bytes.length(); ) {
            int piece = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
            int to = Math.min(bytes.length(), from + piece);
            if (connection.server.lane == null && to > opening) {
                connection.open();
            }
            connection.send(bytes.substring(from, to));
            from = to;
            if (random.nextInt(3) == 0) {
                connection.server.release();
            }
        }
        while (connection.server.busy) {
            connection.server.release();
        }

        // Then
        assertThat(connection.answers()).containsExactlyElementsOf(upTo(requests));
        connection.channel.finishAndReleaseAll();
    }

    private static List<Integer> upTo(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    @Test
    void theServerIsSparedWhatTheLaneCanAnswer() {
        // Given
        Connection connection = new Connection();
        connection.open();

        // When
        for (int i = 0; i < 4; i++) {
            connection.send(connection.request(Kind.CHART));
        }

        // Then: the first tells the lane that nothing else is pending
        assertThat(connection.server.handled).containsExactly("/express/0");
        assertThat(connection.answers()).containsExactly(0, 1, 2, 3);
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void everythingWaitsBehindWhatTheServerHasNotAnswered() {
        // Given
        Connection connection = new Connection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.SLOW));

        // When
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.CHART));

        // Then
        assertThat(connection.answers()).containsExactly(0);
        connection.server.release();
        assertThat(connection.answers()).containsExactly(1, 2, 3);
        connection.send(connection.request(Kind.CHART));
        assertThat(connection.answers()).containsExactly(4);
        assertThat(connection.server.handled).doesNotContain("/express/4");
        connection.channel.finishAndReleaseAll();
    }
}
