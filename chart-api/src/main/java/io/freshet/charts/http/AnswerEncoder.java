package io.freshet.charts.http;

import io.freshet.charts.ChartSettings;
import io.freshet.charts.board.ChartCatalogue;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Writes answers to GET requests as they go over an HTTP/1.1 connection: what {@link ChartAnswers}
 * says header by header, in one piece. Keeps the last one of each chart, as many ask for the same.
 * Thread-safe.
 */
@Singleton
final class AnswerEncoder {

    private static final int HEAD_AT_MOST = 512;

    private final String whole;
    private final String unchanged;
    private final AtomicReferenceArray<Encoded> lastWhole;
    private final AtomicReferenceArray<Encoded> lastUnchanged;

    private static final class Encoded {

        private final Answer answer;
        private final byte[] bytes;

        Encoded(Answer answer, byte[] bytes) {
            this.answer = answer;
            this.bytes = bytes;
        }
    }

    @Inject
    AnswerEncoder(ChartSettings settings, ChartCatalogue catalogue) {
        this(settings.allowOrigin(), catalogue.all().size());
    }

    AnswerEncoder(String allowOrigin, int charts) {
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
                """
                        .formatted(allowOrigin, ChartAnswers.AS_OF);
        whole = "HTTP/1.1 200 OK\n" + common + "content-type: application/json\n";
        unchanged = "HTTP/1.1 304 Not Modified\n" + common;
        lastWhole = new AtomicReferenceArray<>(charts);
        lastUnchanged = new AtomicReferenceArray<>(charts);
    }

    /** The answer's bytes; shared, not to be altered. */
    byte[] encode(Answer answer) {
        AtomicReferenceArray<Encoded> last = answer.unchanged() ? lastUnchanged : lastWhole;
        Encoded known = last.get(answer.chart());
        if (known != null && known.answer.isSameAs(answer)) {
            return known.bytes;
        }
        byte[] bytes = assemble(answer);
        last.set(answer.chart(), new Encoded(answer, bytes));
        return bytes;
    }

    private byte[] assemble(Answer answer) {
        StringBuilder head = new StringBuilder(HEAD_AT_MOST);
        head.append(answer.unchanged() ? unchanged : whole);
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
