package io.freshet.launcher.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.freshet.commandline.CommandFailure;
import io.freshet.configuration.HttpConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is said of a port that somebody listens on already. */
class FreePortTest {

    private static final String HOST = "127.0.0.1";

    @Test
    void aPortThatIsTakenNamesWhoHasItAndAnotherThatIsFree() throws Exception {
        assumeThat(Files.exists(Path.of("/proc/net/tcp"))).isTrue();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(
                            () ->
                                    FreePort.require(
                                            new HttpConfig(HOST, port, HOST, 0), "--port", "-"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageMatching(
                            "port %d is in use by process %d \\(.*\\); end it: kill %2$d; or choose another with --port, such as \\d+"
                                    .formatted(port, ProcessHandle.current().pid()));
        }
    }

    @Test
    void thePortThatIsProposedIsFree() {
        int proposed = FreePort.near(HOST, 20_000);

        assertThat(FreePort.isFree(HOST, proposed)).isTrue();
    }
}
