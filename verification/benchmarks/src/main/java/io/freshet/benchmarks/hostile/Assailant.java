package io.freshet.benchmarks.hostile;

import io.freshet.benchmarks.hostile.Tactics.Taking;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One hostile connection. For the thread of its {@link Assault}. */
final class Assailant {

    private static final int STATUS_LINE = "HTTP/1.1 200".length();
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Tactics tactics;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer begun = ByteBuffer.allocate(STATUS_LINE);
    private ByteBuffer out;
    private boolean opened;
    private long sendAt;
    private long takeAt;

    /**
     * Begins to connect.
     *
     * @param number which it is, from 0
     * @param from the address that the client has
     */
    Assailant(
            Tactics tactics,
            int number,
            SocketAddress from,
            SocketAddress server,
            Selector selector)
            throws IOException {
        this.tactics = tactics;
        out = ByteBuffer.wrap(tactics.opening().apply(number));
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        // a port that waits after its connection is none for the next one
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        if (tactics.taking() != Taking.ALL) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
        }
        channel.bind(from);
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(server);
    }

    /**
     * Does what it can do now.
     *
     * @param shared what it may read into
     * @throws IOException where the connection is at its end
     */
    void act(ByteBuffer shared) throws IOException {
        if (key.isConnectable() && !channel.finishConnect()) {
            return;
        }
        if (channel.isConnected()) {
            send(System.nanoTime());
            if (tactics.taking() == Taking.ALL) {
                take(shared, shared.capacity());
            }
        }
    }

    /** Does what is due by the clock. */
    void tick(ByteBuffer shared) throws IOException {
        long now = System.nanoTime();
        if (!channel.isConnected()) {
            return;
        }
        send(now);
        if (tactics.taking() == Taking.A_BYTE_A_SECOND && now - takeAt >= 0) {
            takeAt = now + SECOND;
            take(shared, 1);
        }
    }

    private void send(long now) throws IOException {
        if (!opened) {
            channel.write(out);
            if (!out.hasRemaining()) {
                opened = true;
                sendAt = now + tactics.pause().toNanos();
                out = tactics.again().duplicate();
                if (tactics.halfClosed()) {
                    channel.shutdownOutput();
                }
            }
        } else if (out.capacity() > 0 && now - sendAt >= 0) {
            channel.write(out);
            if (!out.hasRemaining()) {
                out.rewind();
                sendAt = now + tactics.pause().toNanos();
            }
        }
        boolean more = !opened || (out.capacity() > 0 && tactics.pause().isZero());
        key.interestOps(
                (more ? SelectionKey.OP_WRITE : 0)
                        | (tactics.taking() == Taking.ALL ? SelectionKey.OP_READ : 0));
    }

    private void take(ByteBuffer shared, int most) throws IOException {
        shared.clear().limit(most);
        int taken = channel.read(shared);
        if (taken < 0) {
            throw new IOException("the server closed the connection");
        }
        shared.flip();
        while (shared.hasRemaining() && begun.hasRemaining()) {
            begun.put(shared.get());
        }
    }

    /** The status of the first answer, where one was seen. */
    Optional<String> status() {
        String line = new String(begun.array(), 0, begun.position(), StandardCharsets.US_ASCII);
        int blank = line.indexOf(' ');
        return line.length() < STATUS_LINE || blank < 0
                ? Optional.empty()
                : Optional.of(line.substring(blank + 1));
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
