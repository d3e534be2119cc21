package io.freshet.charts.http;

import io.freshet.charts.rendering.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A connection to a server that handles one request after the other, as Vert.x does. */
final class EmbeddedConnection {

    private static final Pattern NUMBER = Pattern.compile("\\{\"number\":(\\d+)}");

    /** Comes again byte for byte; stands in others too, where it is no request. */
    static final String AGAIN = "GET /fast/again HTTP/1.1\r\nHost: h\r\n\r\n";

    /** Asked of a server; the number says which answer is due. */
    enum Kind {
        /** The path can answer it. */
        CHART("GET /fast/%d HTTP/1.1\r\nHost: h\r\n\r\n"),
        /** The same, with the bytes that all of its kind have. */
        SAME_CHART(AGAIN),
        /** The server behind the path answers it at once. */
        QUICK("GET /quick/%d HTTP/1.1\r\nHost: h\r\n\r\n"),
        /** The server answers it when it can. */
        SLOW("GET /slow/%d HTTP/1.1\r\nHost: h\r\n\r\n"),
        /** Has a body that looks like a request. */
        POST(
                "POST /quick/%%d HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(AGAIN.length(), AGAIN)),
        /** The path can answer it before its body has come, which looks like a request. */
        BODY(
                "GET /fast/%%d HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(AGAIN.length(), AGAIN)),
        /** Has a header that ends like a request. */
        ODD_HEADER("GET /fast/%d HTTP/1.1\r\nX: " + AGAIN),
        /** Is asked to go on before it has its answer. */
        EXPECTING("GET /expecting/%d HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n\r\n");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Handles one request after the other, as Vert.x does. */
    final class Server extends ChannelInboundHandlerAdapter {

        final Deque<String> waiting = new ArrayDeque<>();
        final List<String> handled = new ArrayList<>();
        FastPath path;
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
                if (uri.startsWith("/fast/") && path != null) {
                    path.handling();
                }
                if (uri.startsWith("/expecting/")) {
                    write(HttpResponseStatus.CONTINUE, "");
                }
                if (!uri.startsWith("/slow/")) {
                    finish();
                }
            }
        }

        boolean isBusy() {
            return busy;
        }

        /** Answers the slow request that is being handled. */
        void release() {
            if (busy) {
                finish();
                next();
            }
            ((EmbeddedChannel) context.channel()).runPendingTasks();
        }

        private void finish() {
            String uri = handled.get(handled.size() - 1);
            write(HttpResponseStatus.OK, answerTo(uri));
            busy = false;
        }

        private void write(HttpResponseStatus status, String body) {
            ByteBuf content = Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII);
            context.writeAndFlush(
                            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content))
                    .syncUninterruptibly();
        }
    }

    /** Its number; where requests have none, how many were answered before. */
    private String answerTo(String uri) {
        int before = answered++;
        return "{\"number\":%s}"
                .formatted(
                        uri.endsWith("/again") ? before : uri.substring(uri.lastIndexOf('/') + 1));
    }

    final Server server = new Server();
    final EmbeddedChannel channel =
            new EmbeddedChannel(new HttpRequestDecoder(), new HttpResponseEncoder(), server);
    private final ReadRequests known;
    private int asked;
    private int answered;

    /** Whether the path leaves everything to the server. */
    boolean closed;

    EmbeddedConnection() {
        this(new ReadRequests());
    }

    /**
     * @param known what other connections of its event loop were asked
     */
    EmbeddedConnection(ReadRequests known) {
        this.known = known;
        channel.freezeTime();
        // buffers that nobody misses: what is shared outlives the connection
        channel.config().setAllocator(new UnpooledByteBufAllocator(true, true));
    }

    boolean isOpen() {
        return server.path != null;
    }

    /** Puts the fast path in. */
    void open() {
        ChannelHandlerContext decoder = channel.pipeline().context(HttpRequestDecoder.class);
        server.path =
                new FastPath(
                        this::read,
                        new SharedAnswers(
                                new AnswerEncoder("*"), new HttpDate(Clock.systemUTC()), 1),
                        channel.pipeline().context(HttpResponseEncoder.class));
        channel.pipeline().addBefore(server.context.name(), "path", server.path);
        channel.pipeline()
                .addBefore(
                        decoder.name(),
                        "repeated",
                        new RepeatedRequests(server.path, known, decoder));
    }

    private ChartRequest read(HttpRequest request) {
        return request.uri().startsWith("/fast/")
                ? new ChartRequest(
                        () -> closed ? null : answer(request.uri()),
                        !request.headers().contains("Authorization"))
                : null;
    }

    private Answer answer(String uri) {
        return new Answer(
                0, new Body(answerTo(uri).getBytes(StandardCharsets.US_ASCII)), "", false);
    }

    String request(Kind kind) {
        return kind.text.formatted(asked++);
    }

    String requests(Kind kind, int number) {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < number; i++) {
            requests.append(request(kind));
        }
        return requests.toString();
    }

    void send(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }

    /** Lets time pass. */
    void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    List<Integer> answers() {
        StringBuilder out = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            out.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return NUMBER.matcher(out)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
