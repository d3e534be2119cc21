package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.http.EmbeddedConnection.Kind;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.runtime.http.HttpMessages;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatedRequestsTest {

    private final ReadRequests known = new ReadRequests();
    private final EmbeddedConnection connection = new EmbeddedConnection(known);
    private final Decoded decoded = new Decoded(connection);

    @BeforeEach
    void open() {
        connection.open();
        connection.send(connection.request(Kind.CHART));
        connection.send(connection.request(Kind.CHART));
        assertThat(connection.answers()).containsExactly(0, 1);
        decoded.requests = 0;
        decoded.ends = 0;
    }

    @AfterEach
    void close() {
        connection.channel.finishAndReleaseAll();
    }

    @Test
    void whatComesAgainIsNotDecodedAgain() {
        // When
        for (int i = 0; i < 5; i++) {
            connection.send(connection.request(Kind.SAME_CHART));
        }

        // Then
        assertThat(connection.answers()).containsExactly(2, 3, 4, 5, 6);
        assertThat(decoded.requests).isEqualTo(1);
    }

    @Test
    void itIsStillToldThatARequestHasComeIn() {
        // When
        for (int i = 0; i < 5; i++) {
            connection.send(connection.request(Kind.SAME_CHART));
        }

        // Then: what waits for the end of each request is not left waiting
        assertThat(decoded.ends).isEqualTo(5);
    }

    @Test
    void whatOneConnectionAskedAnotherNeedNotHaveDecoded() {
        // Given
        connection.send(connection.request(Kind.SAME_CHART));
        EmbeddedConnection other = new EmbeddedConnection(known);
        Decoded ofOther = new Decoded(other);
        other.open();
        other.send(other.request(Kind.CHART));
        other.send(other.request(Kind.CHART));

        // When
        other.send(other.request(Kind.SAME_CHART));

        // Then
        assertThat(other.answers()).hasSize(3);
        assertThat(ofOther.requests).isEqualTo(2);
        other.channel.finishAndReleaseAll();
    }

    @Test
    void itIsTheAnswerOfTheMoment() {
        // Given
        connection.send(connection.request(Kind.SAME_CHART));
        connection.closed = true;

        // When: only the server can answer now
        connection.send(connection.request(Kind.SAME_CHART));

        // Then
        assertThat(connection.answers()).containsExactly(2, 3);
        assertThat(connection.server.handled).endsWith("/fast/again").hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"POST", "BODY"})
    void whatIsTheBodyOfAnotherIsNoRequest(Kind kind) {
        // Given
        connection.send(connection.request(Kind.SAME_CHART));
        String[] parts = connection.request(kind).split("(?<=\r\n\r\n)", 2);
        connection.send(parts[0]);
        assertThat(connection.answers()).containsExactly(2, 3);

        // When
        connection.send(parts[1]);

        // Then
        assertThat(parts[1]).isEqualTo(EmbeddedConnection.AGAIN);
        assertThat(connection.answers()).isEmpty();
        connection.send(connection.request(Kind.SAME_CHART));
        assertThat(connection.answers()).containsExactly(4);
    }

    @Test
    void twoInOnePieceAreTwo() {
        // Given
        connection.send(connection.requests(Kind.SAME_CHART, 2));
        connection.send(connection.request(Kind.SAME_CHART));
        decoded.requests = 0;

        // When
        connection.send(connection.requests(Kind.SAME_CHART, 2));

        // Then
        assertThat(connection.answers()).containsExactly(2, 3, 4, 5, 6);
        assertThat(decoded.requests).isEqualTo(2);
    }

    @Test
    void itWaitsBehindWhatTheServerHasNotAnswered() {
        // Given
        connection.send(connection.request(Kind.SAME_CHART));
        connection.answers();
        connection.send(connection.request(Kind.SLOW));

        // When
        connection.send(connection.request(Kind.SAME_CHART));

        // Then
        assertThat(connection.answers()).isEmpty();
        connection.server.release();
        assertThat(connection.answers()).containsExactly(3, 4);
    }

    @Test
    void noneIsAnsweredWhoseAnswersAreNotTaken() {
        // Given
        connection.send(connection.requests(Kind.CHART, 1));
        connection.send(connection.request(Kind.SAME_CHART));
        connection.send(connection.request(Kind.SAME_CHART));
        connection.answers();

        // When
        connection.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        connection.send(connection.request(Kind.SAME_CHART));

        // Then
        assertThat(connection.answers()).isEmpty();
        connection.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        connection.channel.runPendingTasks();
        assertThat(connection.answers()).containsExactly(5);
    }

    @Test
    void secretsAreNotKept() {
        // When
        for (int i = 0; i < 3; i++) {
            connection.send(asked("/fast/again", "Authorization: Bearer secret"));
        }

        // Then
        assertThat(connection.answers()).containsExactly(2, 3, 4);
        assertThat(decoded.requests).isEqualTo(3);
    }

    @Test
    void longOnesAreNotKept() {
        // Given
        int others = asked("/fast/again", "X: ").length();
        String longest = "X: " + "x".repeat(ChartLimits.READ_REQUEST_BYTES - others);

        // When
        for (String header : new String[] {longest, longest + "x"}) {
            connection.send(asked("/fast/again", header));
            connection.send(asked("/fast/again", header));
        }

        // Then
        assertThat(connection.answers()).containsExactly(2, 3, 4, 5);
        assertThat(decoded.requests).isEqualTo(3);
    }

    @Test
    void noMoreThanSoManyAreKept() {
        // When
        int more = 3 * ChartLimits.READ_REQUESTS;
        for (int i = 0; i < more; i++) {
            connection.send(asked("/fast/again", "X: " + i));
        }

        // Then
        decoded.requests = 0;
        for (int i = 0; i < more; i++) {
            connection.send(asked("/fast/again", "X: " + i));
        }
        assertThat(more - decoded.requests).isLessThanOrEqualTo(ChartLimits.READ_REQUESTS);
    }

    private static String asked(String path, String header) {
        return "GET %s HTTP/1.1\r\nHost: h\r\n%s\r\n\r\n".formatted(path, header);
    }

    /** Counts what comes from where the decoder stands. */
    private static final class Decoded extends ChannelInboundHandlerAdapter {

        private int requests;
        private int ends;

        Decoded(EmbeddedConnection connection) {
            String decoder = connection.channel.pipeline().context(HttpRequestDecoder.class).name();
            connection.channel.pipeline().addAfter(decoder, "decoded", this);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            requests += HttpMessages.isRequest(message) ? 1 : 0;
            ends += HttpMessages.isLast(message) ? 1 : 0;
            context.fireChannelRead(message);
        }
    }
}
