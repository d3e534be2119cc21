package io.freshet.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came from a connection of a network that had its time waits until others had theirs. */
class TurnTakerTest {

    private static final long SLICE = HttpLimits.SLICE.toNanos();

    private final List<Object> handled = new ArrayList<>();
    private long now;
    private boolean alone;
    private ClientTurns turns;
    private final EmbeddedChannel first = connection();
    private final EmbeddedChannel second = connection();

    private EmbeddedChannel connection() {
        return new EmbeddedChannel(
                new TurnTaker(
                        loop -> {
                            if (turns == null) {
                                turns = new ClientTurns(loop, () -> now, () -> alone);
                            }
                            return turns;
                        }),
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        handled.add(message);
                        now += SLICE / 2;
                    }
                });
    }

    private static void send(EmbeddedChannel connection, Object message) {
        connection.pipeline().fireChannelRead(message);
    }

    @Test
    void nobodyWaitsBeforeTheSliceIsUsed() {
        send(first, "a");
        send(second, "b");

        assertThat(handled).containsExactly("a", "b");
        assertThat(first.config().isAutoRead()).isTrue();
    }

    @Test
    void whatComesAfterItWaits() {
        send(first, "a");
        send(second, "b");
        send(second, "c");
        send(first, "d");

        assertThat(handled).containsExactly("a", "b");
        assertThat(second.config().isAutoRead()).isTrue();

        first.runScheduledPendingTasks();

        assertThat(handled).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whereTwoReadsOfAConnectionWaitNothingMoreIsReadOfIt() {
        send(first, "a");
        send(first, "b");
        send(second, "c");
        send(second, "d");

        assertThat(handled).containsExactly("a", "b");
        assertThat(second.config().isAutoRead()).isFalse();
        assertThat(first.config().isAutoRead()).isTrue();

        first.runScheduledPendingTasks();

        assertThat(handled).containsExactly("a", "b", "c", "d");
        assertThat(second.config().isAutoRead()).isTrue();
    }

    @Test
    void eachTurnHasOneSliceAndTheNextComesByItself() {
        for (int number = 1; number <= 6; number++) {
            send(number % 2 == 0 ? first : second, number);
        }
        assertThat(handled).hasSize(2);

        first.runScheduledPendingTasks();
        assertThat(handled).containsExactly(1, 2, 3, 4);

        first.runScheduledPendingTasks();
        assertThat(handled).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void whereNobodyElseIsConnectedNothingWaits() {
        alone = true;
        for (int number = 1; number <= 6; number++) {
            send(first, number);
        }

        assertThat(handled).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void whatWaitsKeepsItsOrderWhereTheOthersLeave() {
        send(first, "a");
        send(first, "b");
        send(second, "c");
        alone = true;
        send(second, "d");

        assertThat(handled).containsExactly("a", "b");

        first.runScheduledPendingTasks();

        assertThat(handled).containsExactly("a", "b", "c", "d");
    }

    @Test
    void turnsBeginWhereAnotherConnects() {
        alone = true;
        send(first, "a");
        send(first, "b");
        send(first, "c");
        alone = false;

        send(first, "d");
        send(first, "e");
        send(first, "f");
        send(first, "g");

        assertThat(handled).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void afterAPauseTheSliceIsWholeAgain() {
        send(first, "a");
        send(first, "b");
        now += SLICE;

        send(first, "c");

        assertThat(handled).containsExactly("a", "b", "c");
    }

    @Test
    void answersThatCanGoOnWaitAsWell() {
        send(first, "a");
        send(first, "b");

        ClientTurns.of(second).execute(() -> handled.add("answers"));
        assertThat(handled).doesNotContain("answers");

        first.runScheduledPendingTasks();
        assertThat(handled).endsWith("answers");
    }

    @Test
    void whatFailsDoesNotKeepTheOthersFromTheirTurn() {
        send(first, "a");
        send(first, "b");
        ClientTurns.of(first)
                .execute(
                        () -> {
                            throw new IllegalStateException("made by a test");
                        });
        send(second, "c");

        first.runScheduledPendingTasks();

        assertThat(handled).containsExactly("a", "b", "c");
    }

    @Test
    void anErrorDoesNotKeepTheOthersFromTheirTurnEither() {
        send(first, "a");
        send(first, "b");
        ClientTurns.of(first)
                .execute(
                        () -> {
                            throw new StackOverflowError("made by a test");
                        });
        send(second, "c");

        first.runScheduledPendingTasks();
        send(second, "d");
        first.runScheduledPendingTasks();

        assertThat(handled).containsExactly("a", "b", "c", "d");
        assertThat(second.config().isAutoRead()).isTrue();
    }

    @Test
    void whatWaitedForAClosedConnectionIsDropped() {
        send(first, "a");
        send(first, "b");
        send(second, "c");
        second.close().syncUninterruptibly();

        first.runScheduledPendingTasks();

        assertThat(handled).containsExactly("a", "b");
    }

    @Test
    void whoeverIsNoNetworksWaitsForNothing() {
        List<String> done = new ArrayList<>();

        ClientTurns.of(new EmbeddedChannel()).execute(() -> done.add("at once"));

        assertThat(done).containsExactly("at once");
    }
}
