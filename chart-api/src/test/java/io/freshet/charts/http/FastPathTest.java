package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.http.EmbeddedConnection.Kind;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.runtime.http.HttpLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FastPathTest {

    @Property(tries = 2_000)
    void answersLeaveInTheOrderOfTheRequests(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int requests) {
        // Given: a path that is opened at any moment, bytes that arrive in any pieces
        EmbeddedConnection connection = new EmbeddedConnection();
        Random random = new Random(seed);
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            Kind[] kinds = Kind.values();
            bytes.append(connection.request(kinds[random.nextInt(kinds.length)]));
        }
        int opening = random.nextInt(bytes.length());

        // When
        for (int from = 0; from < bytes.length(); ) {
            int to = end(bytes, from, random);
            if (!connection.isOpen() && to > opening) {
                connection.open();
            }
            connection.send(bytes.substring(from, to));
            from = to;
            if (random.nextInt(3) == 0) {
                connection.server.release();
            }
        }
        while (connection.server.isBusy()) {
            connection.server.release();
        }

        // Then
        assertThat(connection.answers()).containsExactlyElementsOf(upTo(requests));
        connection.channel.finishAndReleaseAll();
    }

    /** Where the next piece ends: anywhere, or where requests, and what looks like one, meet. */
    private static int end(StringBuilder bytes, int from, Random random) {
        int to = from + 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
        int next = bytes.indexOf(EmbeddedConnection.AGAIN, from + 1);
        int end = bytes.indexOf("\r\n\r\n", from);
        if (random.nextBoolean()) {
            to = Math.min(next < 0 ? bytes.length() : next, end < 0 ? bytes.length() : end + 4);
        }
        return Math.min(bytes.length(), to);
    }

    private static List<Integer> upTo(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    @Test
    void theServerIsSparedWhatThePathCanAnswer() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();

        // When
        for (int i = 0; i < 4; i++) {
            connection.send(connection.request(Kind.CHART));
        }

        // Then: the first tells the path that nothing else is pending
        assertThat(connection.server.handled).containsExactly("/fast/0");
        assertThat(connection.answers()).containsExactly(0, 1, 2, 3);
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void everythingWaitsBehindWhatTheServerHasNotAnswered() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.SLOW));

        // When
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.CHART));

        // Then
        assertThat(connection.answers()).containsExactly(0);
        connection.server.release();
        assertThat(connection.answers()).containsExactly(1, 2, 3);
        connection.send(connection.request(Kind.CHART));
        assertThat(connection.answers()).containsExactly(4);
        assertThat(connection.server.handled).doesNotContain("/fast/4");
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void noMoreThanSoManyRequestsWaitAtTheServer() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.answers();

        // When: far more come in one piece behind one that takes long
        connection.send(connection.request(Kind.SLOW) + connection.requests(Kind.CHART, 500));

        // Then
        assertThat(connection.server.waiting).hasSize(HttpLimits.WAITING_REQUESTS - 1);
        connection.server.release();
        assertThat(connection.answers()).containsExactlyElementsOf(upTo(502).subList(1, 502));
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void nothingIsReadWhileRequestsAreHeld() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        Reads reads = new Reads();
        connection.channel.pipeline().addFirst(reads);
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.SLOW) + connection.requests(Kind.CHART, 100));
        int before = reads.number;
        assertThat(connection.channel.config().isAutoRead()).isFalse();

        // When
        connection.channel.read();
        connection.channel.read();

        // Then
        assertThat(reads.number).isEqualTo(before);
        connection.server.release();
        assertThat(reads.number).isGreaterThan(before);
        assertThat(connection.channel.config().isAutoRead()).isTrue();
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void whoDoesNotTakeAnswersIsAnsweredNoFurther() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.answers();

        // When
        connection.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        connection.send(connection.requests(Kind.CHART, 100) + connection.request(Kind.QUICK));

        // Then
        assertThat(connection.answers()).isEmpty();
        assertThat(connection.server.handled).hasSize(1);
        connection.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        connection.channel.runPendingTasks();
        assertThat(connection.answers()).containsExactlyElementsOf(upTo(102).subList(1, 102));
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void whoTakesNoAnswersIsClosedAfterAWhile() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        connection.send(connection.requests(Kind.CHART, 100));

        // When
        connection.pass(ChartLimits.HELD.minusMillis(500));

        // Then
        assertThat(connection.channel.isOpen()).isTrue();
        connection.pass(Duration.ofSeconds(1));
        assertThat(connection.channel.isOpen()).isFalse();
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void whoTakesAnswersSlowlyIsNotClosed() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.requests(Kind.SLOW, 100));

        // When: one after the other is answered, all of them over far more time than one may take
        for (int i = 0; i < 100; i++) {
            connection.pass(ChartLimits.HELD.dividedBy(4));
            connection.server.release();
        }

        // Then
        assertThat(connection.channel.isOpen()).isTrue();
        assertThat(connection.answers()).containsExactlyElementsOf(upTo(101));
        connection.pass(ChartLimits.HELD.multipliedBy(3));
        assertThat(connection.channel.isOpen()).isTrue();
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void whatIsHeldIsReleasedAtTheEnd() {
        // Given
        EmbeddedConnection connection = new EmbeddedConnection();
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.SLOW) + connection.requests(Kind.CHART, 30));
        ByteBuf body = Unpooled.copiedBuffer("x", StandardCharsets.US_ASCII);
        connection.server.path.channelRead(
                connection.channel.pipeline().context("path"), new DefaultHttpContent(body));
        assertThat(body.refCnt()).isEqualTo(1);

        // When
        connection.channel.close().syncUninterruptibly();
        connection.channel.runPendingTasks();

        // Then
        assertThat(body.refCnt()).isZero();
        connection.channel.finishAndReleaseAll();
    }

    /** Counts what is to be read from the wire. */
    private static final class Reads extends ChannelOutboundHandlerAdapter {

        private int number;

        @Override
        public void read(ChannelHandlerContext context) {
            number++;
            context.read();
        }
    }
}
