package io.freshet.charts.http;

import io.freshet.charts.settings.ChartSettings;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes answers to GET requests as they go over an HTTP/1.1 connection: what {@link ChartAnswers}
 * says header by header, in one piece. Thread-safe.
 */
@Singleton
final class AnswerEncoder {

    private static final int USUAL_HEAD = 512;

    private final String whole;
    private final String unchanged;

    @Inject
    AnswerEncoder(ChartSettings settings) {
        this(settings.allowOrigin());
    }

    AnswerEncoder(String allowOrigin) {
        if (HttpHeaderValidationUtil.validateValidHeaderValue(allowOrigin) >= 0) {
            throw new IllegalArgumentException(
                    "freshet.charts.allow-origin: \"%s\" cannot stand in a header; write an origin"
                                    .formatted(allowOrigin)
                            + " such as https://forage.example, or *");
        }
        String common =
                """
                access-control-allow-origin: %s
                access-control-expose-headers: ETag, %s
                cache-control: no-cache
                x-content-type-options: nosniff
                """
                        .formatted(allowOrigin, ChartAnswers.AS_OF);
        whole = "HTTP/1.1 200 OK\n" + common + "content-type: application/json\n";
        unchanged = "HTTP/1.1 304 Not Modified\n" + common;
    }

    /**
     * The answer's bytes.
     *
     * @param date what its header of that name says
     */
    byte[] encode(Answer answer, String date) {
        StringBuilder head = new StringBuilder(USUAL_HEAD);
        head.append(answer.unchanged() ? unchanged : whole);
        head.append("date: ").append(date).append('\n');
        head.append("etag: ").append(answer.body().etag()).append('\n');
        if (!answer.asOf().isEmpty()) {
            head.append(ChartAnswers.AS_OF).append(": ").append(answer.asOf()).append('\n');
        }
        if (!answer.unchanged()) {
            head.append("content-length: ").append(answer.body().length()).append('\n');
        }
        String lines = head.append('\n').toString().replace("\n", "\r\n");
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(lines.length() + answer.body().size());
        bytes.writeBytes(lines.getBytes(StandardCharsets.US_ASCII));
        if (!answer.unchanged()) {
            answer.body().writeTo(bytes);
        }
        return bytes.toByteArray();
    }
}
