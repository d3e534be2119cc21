package io.freshet.runtime.http;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/**
 * Has a handler read no more of its connection for a while. Several handlers of a connection may
 * have a gate: it is read again once none of them is shut. Stands in the connection's way only
 * while it is shut, as a connection is read for every request. Belongs to the connection's event
 * loop.
 */
public final class ReadGate {

    /** What keeps others from reading; null where the gate is open. */
    private Bar bar;

    /** Whether it is this gate that keeps the channel from reading by itself. */
    private boolean stopped;

    private final class Bar extends ChannelOutboundHandlerAdapter {

        private boolean wanted;

        @Override
        public void read(ChannelHandlerContext context) {
            wanted = true;
            if (context.channel().config().isAutoRead()) {
                // somebody has switched it on since, and may switch it off
                stopped = false;
            }
        }
    }

    /**
     * Reads no more; what reading is under way ends with this.
     *
     * @param context the handler's
     */
    public void shut(ChannelHandlerContext context) {
        if (bar != null || context.isRemoved()) {
            return;
        }
        bar = new Bar();
        context.pipeline().addAfter(context.name(), null, bar);
        ChannelConfig config = context.channel().config();
        if (config.isAutoRead()) {
            config.setAutoRead(false);
            stopped = true;
        }
    }

    /**
     * Reads on; where it was not shut nothing happens.
     *
     * @param context the handler's
     */
    public void open(ChannelHandlerContext context) {
        if (bar == null) {
            return;
        }
        boolean wanted = bar.wanted;
        if (context.pipeline().context(bar) != null) {
            // a connection that is over has no handlers left
            context.pipeline().remove(bar);
        }
        bar = null;
        if (stopped) {
            stopped = false;
            context.channel().config().setAutoRead(true);
        } else if (wanted) {
            context.read();
        }
    }
}
