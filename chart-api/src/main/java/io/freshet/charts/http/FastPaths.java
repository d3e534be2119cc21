package io.freshet.charts.http;

import io.freshet.charts.access.ChartAccess;
import io.freshet.charts.cache.Publication;
import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.request.Selection;
import io.freshet.charts.settings.ChartSettings;
import io.freshet.runtime.http.KnownHosts;
import io.freshet.runtime.tracing.TraceParent;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentEncoder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Opens a {@link FastPath} on every connection, as it also bounds what a connection can ask for,
 * and says what takes it: GET requests for charts that have nothing about them which would need
 * Vert.x. Everything on the event loop of the connection.
 */
@Singleton
final class FastPaths {

    private static final String NAME = "freshet-fast-path";
    private static final String REPEATED = "freshet-repeated-requests";
    private static final String VERTX = "handler";

    private final ChartCatalogue catalogue;
    private final ChartAnswers answers;
    private final FastThreadLocal<OfLoop> loops;
    private final boolean enabled;
    private final KnownHosts hosts;
    private final ChartAccess access;

    @Inject
    FastPaths(
            ChartCatalogue catalogue,
            ChartAnswers answers,
            AnswerEncoder encoder,
            HttpDate date,
            ChartSettings settings,
            KnownHosts hosts,
            ChartAccess access) {
        this.hosts = hosts;
        this.access = access;
        this.catalogue = catalogue;
        this.answers = answers;
        this.loops = ofEachLoop(encoder, date, catalogue.all().size());
        this.enabled = settings.fastPath();
    }

    /** What the connections of an event loop share. */
    private record OfLoop(SharedAnswers answers, ReadRequests requests) {}

    private static FastThreadLocal<OfLoop> ofEachLoop(
            AnswerEncoder encoder, HttpDate date, int charts) {
        return new FastThreadLocal<>() {
            @Override
            protected OfLoop initialValue() {
                return new OfLoop(new SharedAnswers(encoder, date, charts), new ReadRequests());
            }

            @Override
            protected void onRemoval(OfLoop ended) {
                ended.answers.end();
            }
        };
    }

    /** Puts a path into the connection of a request; call while the request is handled. */
    void open(HttpServerRequest request) {
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return;
        }
        ChannelPipeline pipeline = connection.channel().pipeline();
        if (pipeline.get(NAME) instanceof FastPath path) {
            path.handling();
        } else if (pipeline.get(HttpRequestDecoder.class) != null
                && pipeline.get(HttpResponseEncoder.class) != null
                && pipeline.get(VERTX) != null
                // an encoder of contents counts requests and answers itself
                && pipeline.get(HttpContentEncoder.class) == null) {
            open(pipeline);
        }
    }

    private void open(ChannelPipeline pipeline) {
        OfLoop loop = loops.get();
        ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
        ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
        FastPath path = new FastPath(this::read, loop.answers, encoder);
        pipeline.addBefore(VERTX, NAME, path);
        pipeline.addBefore(
                decoder.name(), REPEATED, new RepeatedRequests(path, loop.requests, decoder));
    }

    /** What a request asks for, or null where it takes more than this path can do. */
    private ChartRequest read(HttpRequest request) {
        String target = request.uri();
        if (!enabled || !isPlain(request) || !isKnownHost(request) || target.indexOf('#') >= 0) {
            return null;
        }
        int query = target.indexOf('?');
        ServedChart chart = catalogue.at(query < 0 ? target : target.substring(0, query));
        if (chart == null) {
            return null;
        }
        try {
            Selection selection =
                    chart.requests().read(query < 0 ? null : target.substring(query + 1));
            HttpHeaders headers = request.headers();
            String known = EntityTags.known(headers.getAll(HttpHeaderNames.IF_NONE_MATCH));
            String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
            String client = answers.traced() ? headers.get(TraceParent.HEADER) : null;
            return new ChartRequest(
                    () -> answer(chart, selection, known, authorization, client),
                    authorization == null && client == null);
        } catch (BadParameterException e) {
            return null;
        }
    }

    private Answer answer(
            ServedChart chart,
            Selection selection,
            String known,
            String authorization,
            String client) {
        Publication now = answers.current();
        return !access.admits(authorization)
                        || now.renderings().get(chart.index()).refusal(selection).isPresent()
                ? null
                : answers.answer(now, chart, selection, known, client);
    }

    private boolean isKnownHost(HttpRequest request) {
        List<String> named = request.headers().getAll(HttpHeaderNames.HOST);
        return named.size() == 1 && hosts.knows(named.get(0));
    }

    private static boolean isPlain(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && request.decoderResult().isSuccess()
                && keepsAlive(headers)
                && !asksForCsv(headers)
                && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT);
    }

    private static boolean asksForCsv(HttpHeaders headers) {
        String accepted = headers.get(HttpHeaderNames.ACCEPT);
        return accepted != null && accepted.contains("csv");
    }

    private static boolean keepsAlive(HttpHeaders headers) {
        return !headers.contains(HttpHeaderNames.CONNECTION)
                || headers.getAll(HttpHeaderNames.CONNECTION).stream()
                        .allMatch(HttpHeaderValues.KEEP_ALIVE::contentEqualsIgnoreCase);
    }
}
