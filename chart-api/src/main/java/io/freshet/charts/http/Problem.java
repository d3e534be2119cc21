package io.freshet.charts.http;

import io.freshet.charts.board.Chart;
import io.freshet.charts.board.ChartCatalogue;
import io.freshet.charts.rendering.Json;
import io.freshet.charts.request.BadParameterException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** An error as RFC 9457 describes them. */
final class Problem {

    /** The body's media type. */
    static final String MEDIA_TYPE = "application/problem+json";

    private static final int SHOWN = 80;

    private final int status;
    private final byte[] body;

    private Problem(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** Sends it; does not block. */
    void send(HttpServerResponse response) {
        response.setStatusCode(status)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, MEDIA_TYPE)
                .end(Buffer.buffer(body));
    }

    /** A parameter that the chart does not have, or an impossible value. */
    static Problem badParameter(BadParameterException e) {
        return of(
                400,
                "Bad Request",
                "Parameter %s: %s.".formatted(e.parameter(), e.getMessage()),
                "parameter",
                List.of(e.parameter()));
    }

    /** A path at which there is no chart. */
    static Problem unknownChart(String name, ChartCatalogue catalogue) {
        List<String> known = catalogue.all().stream().map(Chart::name).toList();
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return of(
                404,
                "Not Found",
                "There is no chart \"%s\"; known charts: %s."
                        .formatted(shown, String.join(", ", known)),
                "charts",
                known);
    }

    /** A method other than those that charts have. */
    static Problem methodNotAllowed(String method) {
        return of(
                405,
                "Method Not Allowed",
                "Charts answer to GET, HEAD and OPTIONS, not to %s.".formatted(method),
                "allowed",
                List.of("GET", "HEAD", "OPTIONS"));
    }

    /** More streams than may be open at once. */
    static Problem tooManyStreams(int most) {
        return of(
                503,
                "Service Unavailable",
                "%d streams are open, and no more are served; try again later, or poll the chart."
                        .formatted(most),
                "streams",
                List.of(Integer.toString(most)));
    }

    private static Problem of(
            int status, String title, String detail, String member, List<String> values) {
        return new Problem(
                status,
                Json.bytes(
                        json -> {
                            json.writeStartObject();
                            json.writeStringField("type", "about:blank");
                            json.writeStringField("title", title);
                            json.writeNumberField("status", status);
                            json.writeStringField("detail", detail);
                            json.writeFieldName(member);
                            if (values.size() == 1) {
                                json.writeString(values.get(0));
                            } else {
                                json.writeStartArray();
                                for (String value : values) {
                                    json.writeString(value);
                                }
                                json.writeEndArray();
                            }
                            json.writeEndObject();
                        }));
    }
}
