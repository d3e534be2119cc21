package io.freshet.benchmarks.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * How each connection of an attack behaves.
 *
 * @param connections how many are open at once
 * @param opening what each sends when it is connected, by its number; may be empty
 * @param again what it sends over and over after that, shared and never altered; empty where it
 *     sends no more
 * @param pause how long it waits between; zero where it sends as fast as the server takes
 * @param taking what it takes of the answers
 * @param halfClosed whether it says after the opening that it will send no more
 */
record Tactics(
        int connections,
        IntFunction<byte[]> opening,
        ByteBuffer again,
        Duration pause,
        Taking taking,
        boolean halfClosed) {

    /** What a client takes of its answers. */
    enum Taking {
        ALL,
        NOTHING,
        A_BYTE_A_SECOND
    }

    /** So many connections that say nothing and take what comes. */
    static Tactics of(int connections) {
        return new Tactics(
                connections,
                number -> new byte[0],
                ByteBuffer.allocate(0),
                Duration.ZERO,
                Taking.ALL,
                false);
    }

    /** The same, but each begins with a text. */
    Tactics opening(IntFunction<String> text) {
        return new Tactics(
                connections,
                number -> text.apply(number).getBytes(StandardCharsets.ISO_8859_1),
                again,
                pause,
                taking,
                halfClosed);
    }

    /** The same, but each sends a text over and over. */
    Tactics again(String text, Duration between) {
        return new Tactics(
                connections,
                opening,
                ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)).asReadOnlyBuffer(),
                between,
                taking,
                halfClosed);
    }

    /** The same, but each takes only this of its answers. */
    Tactics taking(Taking taken) {
        return new Tactics(connections, opening, again, pause, taken, halfClosed);
    }

    /** The same, but each half-closes its connection after the opening. */
    Tactics halfClosing() {
        return new Tactics(connections, opening, again, pause, taking, true);
    }
}
