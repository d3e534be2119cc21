package io.freshet.charts;

import io.freshet.charts.RawConnection.Answer;
import java.util.Map;

/**
 * Requests and their answers as text: the request's line and headers, status, headers sorted by
 * name, and the body as it came. Not thread-safe.
 */
final class Transcript {

    private final StringBuilder text = new StringBuilder();

    /**
     * Asks twice on one connection, the second time by the shorter way, and notes both answers
     * where they differ.
     */
    Transcript ask(String method, String path, String... headers) {
        try (RawConnection connection = RawConnection.open()) {
            Answer first = ask(connection, method, path, headers);
            Answer second = ask(connection, method, path, headers);
            note(method, path, headers, first);
            if (!second.equals(first)) {
                note(method, path + " (second request of the connection)", headers, second);
            }
        }
        return this;
    }

    /** Opens a stream, notes its first event and leaves it open. */
    Transcript listen(RawConnection connection, String path) {
        connection.send(RawConnection.request("GET", path));
        Answer head = connection.answer(true);
        StringBuilder events = new StringBuilder();
        while (events.indexOf("data: ") < 0 || !events.toString().endsWith("\n\n")) {
            events.append(connection.chunk());
        }
        note(
                "GET",
                path,
                new String[0],
                new Answer(head.status(), head.headers(), events.toString()));
        return this;
    }

    /** All that was noted. */
    String text() {
        return text.toString();
    }

    private static Answer ask(
            RawConnection connection, String method, String path, String... headers) {
        connection.send(RawConnection.request(method, path, headers));
        return connection.answer(method.equals("HEAD"));
    }

    private void note(String method, String path, String[] headers, Answer answer) {
        text.append("> ").append(method).append(' ').append(path).append('\n');
        for (String header : headers) {
            text.append("> ").append(header).append('\n');
        }
        text.append("< ").append(answer.status()).append('\n');
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            text.append("< ").append(header.getKey()).append(": ").append(header.getValue());
            text.append('\n');
        }
        text.append(answer.body()).append("\n\n");
    }
}
