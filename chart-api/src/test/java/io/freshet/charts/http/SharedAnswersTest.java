package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.rendering.Body;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.time.TestClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {

    private static final int CHARTS = 2;

    /** Its buffers may be left lying, which would be told of others. */
    private static final ByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(true, true);

    private static final Body BODY = new Body("{\"number\":1}".getBytes(StandardCharsets.US_ASCII));

    private final TestClock clock = new TestClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final SharedAnswers answers =
            new SharedAnswers(new AnswerEncoder("*"), new HttpDate(clock), CHARTS);

    private ByteBuf ask(int chart, Body body, boolean unchanged) {
        return answers.bytes(new Answer(chart, body, "", unchanged), BUFFERS);
    }

    private static String text(ByteBuf answer) {
        return answer.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void allWhoAskForTheSameShareOneBuffer() {
        ByteBuf first = ask(0, BODY, false);
        ByteBuf second = ask(0, BODY, false);

        first.skipBytes(first.readableBytes());

        assertThat(text(second)).endsWith("\r\n\r\n{\"number\":1}");
        assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress());
        assertThat(first.maxWritableBytes()).as("room that Netty could write to").isZero();
    }

    @Test
    void whatIsBeingSentStaysWhenAnotherTakesItsPlace() {
        ByteBuf slow = ask(0, BODY, false);

        ByteBuf next = ask(0, new Body("{}".getBytes(StandardCharsets.US_ASCII)), false);

        assertThat(text(slow)).endsWith("{\"number\":1}");
        assertThat(text(next)).endsWith("{}");
        ByteBuf former = slow.unwrap();
        assertThat(former.refCnt()).isEqualTo(1);
        slow.release();
        assertThat(former.refCnt()).as("uses of what nobody sends any more").isZero();
        assertThat(next.unwrap().refCnt()).isEqualTo(2);
    }

    @Test
    void theDateIsThatOfTheSecond() {
        String before = text(ask(0, BODY, false));
        clock.set(Instant.parse("2030-01-01T00:00:01Z"));

        assertThat(before).contains("date: Tue, 01 Jan 2030 00:00:00 GMT");
        assertThat(text(ask(0, BODY, false))).contains("date: Tue, 01 Jan 2030 00:00:01 GMT");
    }

    @Test
    void chartsAndWhatIsUnchangedAreKeptApart() {
        assertThat(text(ask(0, BODY, true))).startsWith("HTTP/1.1 304").endsWith("\r\n\r\n");
        assertThat(text(ask(1, new Body(new byte[] {'7'}), false))).endsWith("\r\n\r\n7");
        assertThat(text(ask(0, BODY, false))).endsWith("{\"number\":1}");
    }

    @Test
    void moreThanTheBoundIsNotKept() {
        ByteBuf former = ask(0, ofBytes(ChartLimits.SHARED_BYTES / 2), false);
        ByteBuf later = ask(1, ofBytes(ChartLimits.SHARED_BYTES / 2), false);

        assertThat(former.unwrap().refCnt()).as("uses: it had to make room").isEqualTo(1);
        assertThat(later.unwrap().refCnt()).isEqualTo(2);

        ByteBuf large = ask(0, ofBytes(ChartLimits.SHARED_BYTES), false);

        assertThat(large.refCnt()).as("uses of what is larger by itself").isEqualTo(1);
        assertThat(large.readableBytes()).isGreaterThan(ChartLimits.SHARED_BYTES);
        assertThat(later.unwrap().refCnt()).isEqualTo(1);
    }

    @Test
    void whatAnotherTookThePlaceOfDoesNotCountTowardsTheBound() {
        ByteBuf other = ask(1, BODY, false);
        for (int change = 0; change < 10; change++) {
            ask(0, ofBytes(ChartLimits.SHARED_BYTES / 3), false).release();
        }

        assertThat(other.unwrap().refCnt()).isEqualTo(2);
    }

    private static Body ofBytes(int number) {
        return new Body(new byte[number]);
    }

    @Test
    void nothingIsKeptInTheEnd() {
        ByteBuf sent = ask(0, BODY, false);
        ByteBuf unchanged = ask(1, BODY, true);

        answers.end();

        assertThat(sent.unwrap().refCnt()).isEqualTo(1);
        assertThat(unchanged.unwrap().refCnt()).isEqualTo(1);
    }
}
