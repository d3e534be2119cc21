package io.freshet.runtime.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.EventExecutor;
import java.util.function.Function;

/**
 * Has what comes from a connection wait until it is the turn of its network, and reads no more of
 * it while two reads of it wait. Belongs to the connection's event loop.
 */
final class TurnTaker extends ChannelInboundHandlerAdapter {

    private final Function<EventExecutor, ClientTurns> network;
    private ClientTurns turns;
    private final ReadGate gate = new ReadGate();
    private int waiting;

    /**
     * @param network gives the turns of the connection's network on an event loop
     */
    TurnTaker(Function<EventExecutor, ClientTurns> network) {
        this.network = network;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        turns = network.apply(context.executor());
        turns.isOf(context.channel());
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (turns.isNobodyElse()) {
            context.fireChannelRead(message);
            return;
        }
        if (waiting == 0 && turns.isNow()) {
            turns.run(() -> context.fireChannelRead(message));
            return;
        }
        // Most clients send no more before they are answered: those cost no call of the system.
        if (waiting > 0) {
            gate.shut(context);
        }
        waiting++;
        turns.await(() -> pass(context, message));
    }

    private void pass(ChannelHandlerContext context, Object message) {
        waiting--;
        if (context.isRemoved()) {
            ReferenceCountUtil.release(message);
            return;
        }
        context.fireChannelRead(message);
        context.fireChannelReadComplete();
        if (waiting == 0) {
            gate.open(context);
        }
    }

    /** Sends what was answered, which is work for the client as well. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (turns.isNobodyElse()) {
            context.fireChannelReadComplete();
        } else {
            turns.run(context::fireChannelReadComplete);
        }
    }
}
