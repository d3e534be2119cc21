package io.freshet.charts.http;

import io.freshet.charts.settings.ChartLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Answers as they go over the connections of one event loop. The last one of each chart is kept in
 * one buffer that all share who ask for the same, however many of them take their time; together
 * they are bounded by {@link ChartLimits#SHARED_BYTES}. Belongs to its event loop.
 */
final class SharedAnswers {

    private final AnswerEncoder encoder;
    private final HttpDate date;
    private final Shared[] whole;
    private final Shared[] unchanged;

    /** How many bytes are kept. */
    private int kept;

    private record Shared(Answer answer, String date, ByteBuf bytes) {

        boolean holds(Answer asked, String now) {
            return date.equals(now) && answer.isSameAs(asked);
        }
    }

    /**
     * @param charts how many there are
     */
    SharedAnswers(AnswerEncoder encoder, HttpDate date, int charts) {
        this.encoder = encoder;
        this.date = date;
        whole = new Shared[charts];
        unchanged = new Shared[charts];
    }

    /** The answer's bytes, to be released by whoever sends them. */
    ByteBuf bytes(Answer answer, ByteBufAllocator buffers) {
        Shared[] last = answer.unchanged() ? unchanged : whole;
        Shared known = last[answer.chart()];
        String now = date.text();
        if (known != null && known.holds(answer, now)) {
            return known.bytes.retainedDuplicate();
        }
        release(known);
        last[answer.chart()] = null;
        ByteBuf bytes = shared(encoder.encode(answer, now), buffers);
        if (kept + bytes.capacity() > ChartLimits.SHARED_BYTES) {
            end();
        }
        if (bytes.capacity() > ChartLimits.SHARED_BYTES) {
            return bytes;
        }
        kept += bytes.capacity();
        last[answer.chart()] = new Shared(answer, now, bytes);
        return bytes.retainedDuplicate();
    }

    /** Without room for more, as Netty appends to what it encrypts where there is some. */
    private static ByteBuf shared(byte[] bytes, ByteBufAllocator buffers) {
        return buffers.ioBuffer(bytes.length, bytes.length).writeBytes(bytes);
    }

    /** Keeps none any longer; those that are being sent are. */
    void end() {
        for (int chart = 0; chart < whole.length; chart++) {
            release(whole[chart]);
            release(unchanged[chart]);
            whole[chart] = null;
            unchanged[chart] = null;
        }
    }

    private void release(Shared shared) {
        if (shared != null) {
            kept -= shared.bytes.capacity();
            shared.bytes.release();
        }
    }
}
