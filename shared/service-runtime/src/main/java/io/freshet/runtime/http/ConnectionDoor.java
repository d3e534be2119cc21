package io.freshet.runtime.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets so many connections of each network into one web server, each with a guard of its own. */
@Sharable
final class ConnectionDoor extends ChannelInboundHandlerAdapter {

    private static final int SMALLEST_READ = 64;
    private static final int USUAL_READ = 512;

    private final ClientBounds bounds;
    private final Map<ClientNetwork, Integer> open = new ConcurrentHashMap<>();

    ConnectionDoor(ClientBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel connection) {
            // what was read already cannot be refused, so little is read at once
            connection
                    .config()
                    .setRecvByteBufAllocator(
                            new AdaptiveRecvByteBufAllocator(
                                            SMALLEST_READ, USUAL_READ, HttpLimits.READ_BYTES)
                                    .maxMessagesPerRead(1));
            connection.pipeline().addLast(guard(connection));
        }
        context.fireChannelRead(message);
    }

    private ConnectionGuard guard(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress address)
                || bounds.isProxy(address)) {
            return new ConnectionGuard(bounds, true);
        }
        ClientNetwork network = ClientNetwork.of(address.getAddress().getHostAddress());
        boolean admitted = open.merge(network, 1, Integer::sum) <= bounds.connections();
        connection
                .closeFuture()
                .addListener(
                        closed ->
                                open.computeIfPresent(
                                        network,
                                        (same, number) -> number == 1 ? null : number - 1));
        return new ConnectionGuard(bounds, admitted);
    }
}
