package io.freshet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.HttpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What keeps a service from starting is said before it starts. */
class ServiceStartTest {

    private static HttpConfig operatorsAt(int port) {
        return new HttpConfig("127.0.0.1", 0, "127.0.0.1", port);
    }

    @Test
    void saysWhatToDoAboutAnOperatorsPortThatIsTaken() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ServiceStart.takenPort(operatorsAt(busy.getLocalPort())))
                    .hasValueSatisfying(
                            reason ->
                                    assertThat(reason)
                                            .startsWith("port " + busy.getLocalPort())
                                            .endsWith("choose another with http.management-port"));
        }
    }

    @Test
    void takesAnyFreePort() {
        assertThat(ServiceStart.takenPort(operatorsAt(0))).isEmpty();
    }
}
