package io.freshet.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.LoopbackPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int SHORT_MILLIS = 300;

    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.inFrontOf("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passesBytesOnBothWays() throws IOException {
        // Given
        try (Socket client = connect()) {
            // Then
            assertThat(echo(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void passesTheEndOfAConnectionOn() throws IOException {
        // Given
        try (Socket client = connect()) {
            client.getOutputStream().write("last".getBytes(StandardCharsets.US_ASCII));

            // When
            client.shutdownOutput();

            // Then
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("last");
        }
    }

    @Test
    void delaysWhatItPassesOn() throws IOException {
        // Given
        try (Socket client = connect()) {
            echo(client, "fast");
            proxy.delay(Duration.ofMillis(SHORT_MILLIS));

            // When
            long start = System.nanoTime();
            echo(client, "slow");

            // Then
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(2 * SHORT_MILLIS));
        }
    }

    @Test
    void swallowsBytesWhileItHangsAndDeliversThemAfterwards() throws IOException {
        // Given
        try (Socket client = connect()) {
            echo(client, "before");
            proxy.hang();

            // When
            send(client, "during");
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            proxy.pass();

            // Then
            client.setSoTimeout(PATIENCE_MILLIS);
            assertThat(receive(client, "during".length())).isEqualTo("during");
        }
    }

    @Test
    void takesNewConnectionsThatGetNoAnswerWhileItHangs() throws IOException {
        // Given
        proxy.hang();

        // When
        try (Socket client = connect()) {
            send(client, "anybody?");
            client.setSoTimeout(SHORT_MILLIS);

            // Then
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void resetsConnectionsAndTakesNewOnes() throws IOException {
        // Given
        try (Socket client = connect()) {
            echo(client, "before");

            // When
            proxy.reset();

            // Then
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        try (Socket next = connect()) {
            assertThat(echo(next, "after")).isEqualTo("after");
        }
    }

    @Test
    void refusesConnectionsUntilItPassesAgainOnTheSamePort() throws IOException {
        // Given
        try (Socket client = connect()) {
            echo(client, "before");

            // When
            proxy.refuse();

            // Then
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            proxy.pass();
            try (Socket next = connect()) {
                assertThat(echo(next, "after")).isEqualTo("after");
            }
        }
    }

    @Test
    void carriesNothingAnyMoreOnceConnectionsHaveEnded() throws Exception {
        // Given
        try (Socket client = connect()) {
            echo(client, "counted");
            assertThat(proxy.connections()).isEqualTo(1);
        }

        // Then
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (proxy.connections() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void resetsClientsWhoseServerIsAway() throws IOException {
        // Given
        server.close();

        // Then
        assertThatThrownBy(
                        () -> {
                            // When: the reset may come before the connection is used.
                            try (Socket client = connect()) {
                                echo(client, "hello");
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void putsItselfIntoAddresses() {
        assertThat(proxy.reroute("amqp://guest:gu%40est@broker:5672/%2F?a=b"))
                .isEqualTo("amqp://guest:gu%40est@127.0.0.1:" + proxy.port() + "/%2F?a=b");
        assertThat(proxy.reroute("postgresql://10.0.0.1:5432/db"))
                .isEqualTo("postgresql://127.0.0.1:" + proxy.port() + "/db");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(
                new InetSocketAddress(LoopbackPort.address(), proxy.port()), PATIENCE_MILLIS);
        return socket;
    }

    private static String echo(Socket client, String text) throws IOException {
        send(client, text);
        return receive(client, text.length());
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket client, int length) throws IOException {
        byte[] got = client.getInputStream().readNBytes(length);
        if (got.length < length) {
            throw new IOException("the connection ended");
        }
        return new String(got, StandardCharsets.US_ASCII);
    }
}
