package io.freshet.benchmarks.freshness;

import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds streams of a chart open and takes in whatever comes, in one thread: thousands of clients of
 * a library would take more of the machine than what is measured.
 */
final class Listeners {

    private static final String REQUEST =
            """
            GET /charts/early-education-and-belonging/stream HTTP/1.1\r
            Host: localhost\r
            Accept: text/event-stream\r
            \r
            """;
    private static final int LOOK_MILLIS = 200;
    private static final int BUFFER = 1 << 18;

    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Thread thread = new Thread(this::drain, "bench listeners");
    private long bytes;
    private volatile boolean ended;
    private volatile IOException failure;

    private Listeners(Selector selector) {
        this.selector = selector;
    }

    static Listeners open(int port, int count) {
        try {
            Listeners listeners = new Listeners(Selector.open());
            for (int number = 0; number < count; number++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(LoopbackPort.address(), port));
                channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
                channel.configureBlocking(false);
                channel.register(listeners.selector, SelectionKey.OP_READ);
                listeners.channels.add(channel);
            }
            listeners.thread.setDaemon(true);
            listeners.thread.start();
            return listeners;
        } catch (IOException e) {
            throw new CommandFailure("opening %d streams failed: %s".formatted(count, e), e);
        }
    }

    private void drain() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (!ended) {
                selector.select(
                        key -> {
                            try {
                                int read = ((SocketChannel) key.channel()).read(buffer.clear());
                                if (read < 0) {
                                    throw new IOException("a stream was closed");
                                }
                                bytes += read;
                            } catch (IOException e) {
                                failure = e;
                                key.cancel();
                            }
                        },
                        LOOK_MILLIS);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Ends them; gives how many bytes they got. */
    long close() throws InterruptedException {
        ended = true;
        thread.join();
        try {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            failure = e;
        }
        if (failure != null) {
            throw new CommandFailure("a listener failed: " + failure, failure);
        }
        return bytes;
    }
}
