package io.freshet.runtime.http;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;

/**
 * Has a handler read no more of its connection for a while. Several handlers of a connection may
 * have a gate: it is read again once none of them is shut. Belongs to the connection's event loop.
 */
public final class ReadGate {

    private boolean shut;

    /** Whether it is this gate that keeps the channel from reading by itself. */
    private boolean stopped;

    private boolean wanted;

    /** Reads no more; what reading is under way ends with this. */
    public void shut(ChannelHandlerContext context) {
        shut = true;
        ChannelConfig config = context.channel().config();
        if (config.isAutoRead()) {
            // read() keeps others from beginning
            config.setAutoRead(false);
            stopped = true;
        }
    }

    /** Reads on; where it was not shut nothing happens. */
    public void open(ChannelHandlerContext context) {
        if (!shut) {
            return;
        }
        shut = false;
        if (stopped) {
            stopped = false;
            context.channel().config().setAutoRead(true);
        } else if (wanted) {
            context.read();
        }
        wanted = false;
    }

    /** What the handler does when others want to read. */
    public void read(ChannelHandlerContext context) {
        if (shut) {
            wanted = true;
        } else {
            context.read();
        }
    }
}
