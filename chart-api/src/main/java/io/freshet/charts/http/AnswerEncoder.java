package io.freshet.charts.http;

import io.freshet.charts.catalogue.ChartCatalogue;
import io.freshet.charts.settings.ChartSettings;
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

    private static final int USUAL_HEAD = 512;

    private final HttpDate date;
    private final String whole;
    private final String unchanged;
    private final AtomicReferenceArray<Encoded> lastWhole;
    private final AtomicReferenceArray<Encoded> lastUnchanged;

    private static final class Encoded {

        private final Answer answer;
        private final String date;
        private final byte[] bytes;

        Encoded(Answer answer, String date, byte[] bytes) {
            this.answer = answer;
            this.date = date;
            this.bytes = bytes;
        }

        @SuppressWarnings("ReferenceEquality") // one text per second; another one is encoded anew
        boolean holds(Answer asked, String now) {
            return date == now && answer.isSameAs(asked);
        }
    }

    @Inject
    AnswerEncoder(ChartSettings settings, ChartCatalogue catalogue, HttpDate date) {
        this(settings.allowOrigin(), catalogue.all().size(), date);
    }

    AnswerEncoder(String allowOrigin, int charts, HttpDate date) {
        if (HttpHeaderValidationUtil.validateValidHeaderValue(allowOrigin) >= 0) {
            throw new IllegalArgumentException(
                    "freshet.charts.allow-origin: \"%s\" cannot stand in a header; write an origin"
                                    .formatted(allowOrigin)
                            + " such as https://forage.example, or *");
        }
        this.date = date;
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
        lastWhole = new AtomicReferenceArray<>(charts);
        lastUnchanged = new AtomicReferenceArray<>(charts);
    }

    /** The answer's bytes; shared, not to be altered. */
    byte[] encode(Answer answer) {
        AtomicReferenceArray<Encoded> last = answer.unchanged() ? lastUnchanged : lastWhole;
        Encoded known = last.get(answer.chart());
        String now = date.text();
        if (known != null && known.holds(answer, now)) {
            return known.bytes;
        }
        byte[] bytes = assemble(answer, now);
        last.set(answer.chart(), new Encoded(answer, now, bytes));
        return bytes;
    }

    private byte[] assemble(Answer answer, String now) {
        StringBuilder head = new StringBuilder(USUAL_HEAD);
        head.append(answer.unchanged() ? unchanged : whole);
        head.append("date: ").append(now).append('\n');
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
