package io.freshet.testkit.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads what OTLP sends for traces, as far as tests want to know: protobuf by its numbers. */
final class OtlpBody {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private OtlpBody() {}

    /** The spans of an ExportTraceServiceRequest. */
    static List<ReceivedSpan> spans(byte[] body) {
        List<ReceivedSpan> spans = new ArrayList<>();
        parts(ByteBuffer.wrap(body), 1).forEach(resource -> readResource(resource, spans));
        return spans;
    }

    private static void readResource(ByteBuffer resourceSpans, List<ReceivedSpan> spans) {
        String service =
                parts(resourceSpans, 1).stream()
                        .map(resource -> attributes(parts(resource, 1)))
                        .map(attributes -> attributes.getOrDefault("service.name", ""))
                        .findFirst()
                        .orElse("");
        for (ByteBuffer scope : parts(resourceSpans, 2)) {
            parts(scope, 2).forEach(span -> spans.add(span(service, span)));
        }
    }

    private static ReceivedSpan span(String service, ByteBuffer span) {
        List<String> links = parts(span, 13).stream().map(link -> hex(parts(link, 2))).toList();
        return new ReceivedSpan(
                service,
                hex(parts(span, 1)),
                hex(parts(span, 2)),
                hex(parts(span, 4)),
                text(parts(span, 5)),
                number(span, 7),
                number(span, 8),
                attributes(parts(span, 9)),
                links);
    }

    private static Map<String, String> attributes(List<ByteBuffer> pairs) {
        Map<String, String> attributes = new HashMap<>();
        for (ByteBuffer pair : pairs) {
            ByteBuffer value = parts(pair, 2).get(0);
            List<ByteBuffer> texts = parts(value, 1);
            attributes.put(
                    text(parts(pair, 1)),
                    texts.isEmpty() ? Long.toString(number(value, 3)) : text(texts));
        }
        return attributes;
    }

    private static String text(List<ByteBuffer> parts) {
        return parts.isEmpty() ? "" : StandardCharsets.UTF_8.decode(parts.get(0)).toString();
    }

    private static String hex(List<ByteBuffer> parts) {
        if (parts.isEmpty()) {
            return "";
        }
        byte[] bytes = new byte[parts.get(0).remaining()];
        parts.get(0).duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<ByteBuffer> parts(ByteBuffer message, int field) {
        List<ByteBuffer> parts = new ArrayList<>();
        read(
                message,
                (number, value) -> {
                    if (number == field && value instanceof ByteBuffer part) {
                        parts.add(part);
                    }
                });
        return parts;
    }

    private static long number(ByteBuffer message, int field) {
        long[] found = {0};
        read(
                message,
                (number, value) -> {
                    if (number == field && value instanceof Long known) {
                        found[0] = known;
                    }
                });
        return found[0];
    }

    private static void read(ByteBuffer message, BiConsumer<Integer, Object> field) {
        ByteBuffer rest = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (rest.hasRemaining()) {
            long key = varint(rest);
            int number = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case VARINT -> field.accept(number, varint(rest));
                case FIXED_64 -> field.accept(number, rest.getLong());
                case FIXED_32 -> field.accept(number, (long) rest.getInt());
                case BYTES -> {
                    int length = (int) varint(rest);
                    field.accept(number, rest.slice(rest.position(), length));
                    rest.position(rest.position() + length);
                }
                default -> throw new IllegalArgumentException("no protobuf: key " + key);
            }
        }
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
