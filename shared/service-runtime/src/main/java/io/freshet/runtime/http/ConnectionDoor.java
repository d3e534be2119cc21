package io.freshet.runtime.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets so many connections of each network into one web server, each with a guard of its own, and
 * has networks take turns.
 */
@Sharable
final class ConnectionDoor extends ChannelInboundHandlerAdapter {

    private static final int SMALLEST_READ = 64;
    private static final int USUAL_READ = 512;

    private final ClientBounds bounds;
    private final Map<ClientNetwork, Members> open = new ConcurrentHashMap<>();

    /**
     * The connections of one network.
     *
     * @param number how many are open
     * @param turns their turns on each event loop
     */
    private record Members(int number, Map<EventExecutor, ClientTurns> turns) {

        static Members none() {
            return new Members(0, new ConcurrentHashMap<>());
        }

        Members and(int more) {
            return new Members(number + more, turns);
        }
    }

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
            connection.config().setOption(ChannelOption.SO_SNDBUF, HttpLimits.SEND_BYTES);
            admit(connection);
        }
        context.fireChannelRead(message);
    }

    private void admit(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress address)
                || bounds.isProxy(address)) {
            connection.pipeline().addLast(new ConnectionGuard(bounds, true, System::nanoTime));
            return;
        }
        ClientNetwork network = ClientNetwork.of(address.getAddress().getHostAddress());
        Members members =
                open.compute(
                        network, (same, known) -> (known == null ? Members.none() : known).and(1));
        connection
                .closeFuture()
                .addListener(
                        closed ->
                                open.computeIfPresent(
                                        network,
                                        (same, known) ->
                                                known.number() == 1 ? null : known.and(-1)));
        connection
                .pipeline()
                .addLast(
                        new TurnTaker(loop -> turns(members, loop)),
                        new ConnectionGuard(
                                bounds,
                                members.number() <= bounds.connections(),
                                System::nanoTime));
    }

    private ClientTurns turns(Members members, EventExecutor loop) {
        return members.turns()
                .computeIfAbsent(
                        loop,
                        own -> new ClientTurns(own, System::nanoTime, () -> open.size() == 1));
    }
}
