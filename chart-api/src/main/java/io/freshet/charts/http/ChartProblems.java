package io.freshet.charts.http;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.charts.request.BadParameterException;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.runtime.problem.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** What requests for charts are refused with. */
final class ChartProblems {

    private static final int SHOWN = ChartLimits.SHOWN_NAME_CHARACTERS;

    private ChartProblems() {}

    /** Sends a problem; does not block. */
    static void send(HttpServerResponse response, Problem problem) {
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(problem.json()));
    }

    /** A parameter that the chart does not have, or an impossible value. */
    static Problem badParameter(BadParameterException e) {
        return Problem.blank(
                        400,
                        "Bad Request",
                        "Parameter %s: %s.".formatted(e.parameter(), e.getMessage()))
                .with("parameter", e.parameter());
    }

    /** A chart that cannot answer such a request at present. */
    static Problem unavailable(String reason) {
        return Problem.blank(503, "Service Unavailable", reason);
    }

    /** A path at which there is no chart. */
    static Problem unknownChart(String name, ChartCatalogue catalogue) {
        List<String> known = catalogue.all().stream().map(ServedChart::name).toList();
        String shown = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return Problem.blank(
                        404,
                        "Not Found",
                        "There is no chart \"%s\"; known charts: %s."
                                .formatted(shown, String.join(", ", known)))
                .with("charts", known);
    }

    /** A method other than those that charts have. */
    static Problem methodNotAllowed(String method) {
        return Problem.blank(
                        405,
                        "Method Not Allowed",
                        "Charts answer to GET, HEAD and OPTIONS, not to %s.".formatted(method))
                .with("allowed", List.of("GET", "HEAD", "OPTIONS"));
    }

    /**
     * Charts are not open to everybody, and the request shows no token, or one that is not good.
     */
    static Problem noToken(String reason) {
        return Problem.blank(401, "Unauthorized", reason);
    }

    /** More streams than may be open at once. */
    static Problem allStreams(int most) {
        return Problem.blank(
                        503,
                        "Service Unavailable",
                        ("%d streams are open, and no more are served; try again later, or poll"
                                        + " the chart.")
                                .formatted(most))
                .with("streams", Integer.toString(most));
    }

    /** More streams than one address may have open at once. */
    static Problem tooManyStreams(int most) {
        return Problem.blank(
                        429,
                        "Too Many Requests",
                        ("%d streams are open from this address, and no more are served to it;"
                                        + " close some, or poll the chart.")
                                .formatted(most))
                .with("streams", Integer.toString(most));
    }
}
