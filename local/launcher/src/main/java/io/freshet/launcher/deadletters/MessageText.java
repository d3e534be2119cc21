package io.freshet.launcher.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** Messages as text for a terminal, which nothing in them can upset. */
final class MessageText {

    private static final String LINE = "%-4s %-10s  %-20s  %-22s  %-12s  %9s  %s%n";
    private static final int LONGEST_REASON = 160;
    private static final int MOST_HEX_BYTES = 4_096;

    private MessageText() {}

    static String heading() {
        return LINE.formatted("#", "id", "given up", "origin", "source", "bytes", "reason");
    }

    static String line(int index, DeadLetteredMessage message) {
        String reason = printable(message.reason()).replace('\n', ' ');
        return LINE.formatted(
                index,
                message.id(),
                message.givenUpAt().map(Instant::toString).orElse("-"),
                printable(message.origin()),
                message.source().isEmpty() ? "-" : printable(message.source()),
                "%,d".formatted(message.body().length),
                reason.length() > LONGEST_REASON
                        ? reason.substring(0, LONGEST_REASON) + "…"
                        : reason);
    }

    /** All of a message: what it is, its headers, and its body as text or else in hexadecimal. */
    static String whole(DeadLetteredMessage message) {
        StringBuilder text = new StringBuilder();
        text.append("id: %s%n".formatted(message.id()));
        message.givenUpAt().ifPresent(when -> text.append("given up: %s%n".formatted(when)));
        text.append("content type: %s%n".formatted(message.properties().getContentType()));
        message.headers()
                .forEach(
                        (name, value) ->
                                text.append(
                                        "%s: %s%n"
                                                .formatted(
                                                        printable(name),
                                                        printable(String.valueOf(value)))));
        return text.append("%n%s%n".formatted(body(message.body()))).toString();
    }

    private static String body(byte[] body) {
        try {
            return printable(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            int shown = Math.min(body.length, MOST_HEX_BYTES);
            return "(%,d bytes, no text; in hexadecimal the first %,d) %s"
                    .formatted(body.length, shown, HexFormat.of().formatHex(body, 0, shown));
        }
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(
                        character ->
                                Character.isISOControl(character) && character != '\n'
                                        ? '\uFFFD'
                                        : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
