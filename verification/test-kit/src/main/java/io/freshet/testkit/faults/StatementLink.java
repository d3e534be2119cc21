package io.freshet.testkit.faults;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One client's connection through a {@link StatementProxy}. */
final class StatementLink {

    private static final int ENCRYPTION_REQUEST = 80_877_103;
    private static final String REFUSED =
            "do $$ begin raise exception 'refused by a test' using errcode = '57014'; end $$";

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Message(char type, byte[] body) {

        static Message ofText(char type, String... texts) {
            return new Message(
                    type, (String.join("\0", texts) + '\0').getBytes(StandardCharsets.UTF_8));
        }

        /** One of the texts that the body begins with. */
        String text(int index) {
            return new String(body, StandardCharsets.UTF_8).split("\0", -1)[index];
        }
    }

    private final Socket client;
    private final Socket server;
    private final StatementProxy proxy;
    private final Map<String, String> prepared = new HashMap<>();
    private String bound = "";
    private int asked;
    private int answered = -1;
    private int lastAsked = Integer.MAX_VALUE;

    StatementLink(Socket client, Socket server, StatementProxy proxy) {
        this.client = client;
        this.server = server;
        this.proxy = proxy;
    }

    /** Carries messages both ways until one side has ended; the server is connected. */
    void carry() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        FaultProxy.daemon("statement-proxy-answers", this::carryAnswers);
        try {
            carryQuestions();
        } finally {
            reset();
        }
    }

    private void carryQuestions() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        DataOutputStream out = new DataOutputStream(server.getOutputStream());
        byte[] start = body(in);
        while (start.length == 4 && ByteBuffer.wrap(start).getInt() == ENCRYPTION_REQUEST) {
            client.getOutputStream().write('N');
            start = body(in);
        }
        out.write(
                ByteBuffer.allocate(start.length + 4).putInt(start.length + 4).put(start).array());
        while (true) {
            Message message = new Message((char) in.readUnsignedByte(), body(in));
            write(out, isToFail(message) ? failing(message) : message);
            noteAsked(message.type());
        }
    }

    private boolean isToFail(Message message) {
        return switch (message.type()) {
            case 'Q' -> proxy.isToFail(message.text(0));
            case 'P' -> {
                prepared.put(message.text(0), message.text(1));
                yield false;
            }
            case 'B' -> {
                bound = prepared.getOrDefault(message.text(1), "");
                yield false;
            }
            case 'E' -> proxy.isToFail(bound);
            default -> false;
        };
    }

    private Message failing(Message message) throws IOException {
        switch (proxy.way()) {
            case LOST -> throw new IOException("the connection is reset");
            case ANSWER_LOST -> {
                loseAnswer();
                return message;
            }
            default -> {
                return refused(message);
            }
        }
    }

    /** What the server refuses instead, be it for want of a portal. */
    private static Message refused(Message message) {
        return message.type() == 'Q'
                ? Message.ofText('Q', REFUSED)
                : Message.ofText('E', "no such portal", "\0\0\0");
    }

    private synchronized void loseAnswer() {
        lastAsked = asked + 1;
    }

    private synchronized void noteAsked(char type) {
        if (type == 'Q' || type == 'S') {
            asked++;
        }
    }

    private synchronized boolean isLosing() {
        return lastAsked < Integer.MAX_VALUE;
    }

    /** The server is ready for more; true where it has done the last that it was asked for. */
    private synchronized boolean noteAnswered() {
        answered++;
        return answered >= lastAsked;
    }

    private void carryAnswers() {
        try {
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(server.getInputStream()));
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                Message message = new Message((char) in.readUnsignedByte(), body(in));
                if (message.type() == 'Z' && noteAnswered()) {
                    break;
                }
                if (!isLosing()) {
                    write(out, message);
                }
            }
        } catch (IOException e) {
            // one of the two has gone
        } finally {
            reset();
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return body;
    }

    private static void write(DataOutputStream out, Message message) throws IOException {
        byte[] bytes =
                ByteBuffer.allocate(message.body().length + 5)
                        .put((byte) message.type())
                        .putInt(message.body().length + 4)
                        .put(message.body())
                        .array();
        out.write(bytes);
    }

    /** Ends both connections. */
    void reset() {
        try (client;
                server) {
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            // they are of no more use either way
        }
    }
}
