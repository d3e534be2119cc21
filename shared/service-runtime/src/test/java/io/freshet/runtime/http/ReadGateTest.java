package io.freshet.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** A connection is read while none of its gates is shut. */
class ReadGateTest {

    private int reads;
    private final Handler first = new Handler();
    private final Handler second = new Handler();
    private final EmbeddedChannel connection =
            new EmbeddedChannel(
                    new ChannelOutboundHandlerAdapter() {
                        @Override
                        public void read(ChannelHandlerContext context) {
                            reads++;
                        }
                    },
                    first,
                    second);

    private static final class Handler extends ChannelInboundHandlerAdapter {

        private final ReadGate gate = new ReadGate();
        private ChannelHandlerContext place;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            place = context;
        }

        void shut() {
            gate.shut(place);
        }

        void open() {
            gate.open(place);
        }
    }

    private int readsBy(Runnable deed) {
        int before = reads;
        deed.run();
        return reads - before;
    }

    @Test
    void readsWhileItIsOpen() {
        assertThat(readsBy(connection::read)).isOne();
        assertThat(readsBy(first::open)).isZero();
    }

    @Test
    void readsNothingWhileItIsShutAndOnceItIsOpenByItself() {
        first.shut();
        first.shut();

        assertThat(connection.config().isAutoRead()).isFalse();
        assertThat(readsBy(connection::read)).isZero();
        assertThat(readsBy(first::open)).isOne();
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void readsOnOnceTheLastOfTwoIsOpenWhicheverThatIs() {
        first.shut();
        second.shut();
        assertThat(readsBy(first::open)).isZero();
        assertThat(readsBy(second::open)).isOne();

        first.shut();
        second.shut();
        assertThat(readsBy(second::open)).isZero();
        assertThat(readsBy(first::open)).isOne();
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void leavesItToOthersWhoStoppedReading() {
        connection.config().setAutoRead(false);

        first.shut();
        assertThat(readsBy(first::open)).isZero();
        assertThat(connection.config().isAutoRead()).isFalse();

        first.shut();
        assertThat(readsBy(connection::read)).isZero();
        assertThat(readsBy(first::open)).isOne();
    }

    @Test
    void readsOnThoughOthersHaveSwitchedReadingOnMeanwhile() {
        first.shut();
        assertThat(readsBy(() -> connection.config().setAutoRead(true))).isZero();

        assertThat(readsBy(first::open)).isOne();
        assertThat(connection.config().isAutoRead()).isTrue();
    }

    @Test
    void leavesItToOthersWhoSwitchedReadingOnAndOffMeanwhile() {
        first.shut();
        connection.config().setAutoRead(true);
        connection.config().setAutoRead(false);

        first.open();

        assertThat(connection.config().isAutoRead()).isFalse();
    }

    @Test
    void asksNothingOfAConnectionThatIsOver() {
        first.shut();
        connection.close();

        assertThat(readsBy(first::open)).isZero();
        assertThat(readsBy(second::shut)).isZero();
        assertThat(readsBy(second::open)).isZero();
    }
}
