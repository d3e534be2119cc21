package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.processes.WebPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service on its own that cannot start ends, and says why. */
@Tag("slow")
class FailedStartTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String BUS = "failed_start";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"poller-service", "chart-api"})
    void namesAPortThatIsTakenAndTheKeyThatChoosesAnother(String module) throws IOException {
        Path file =
                new FreshetFile()
                        .warehouse("postgresql://127.0.0.1:1/none", new Login("nobody", "none"))
                        .broker(TestServers.broker().url())
                        .writeTo(folder.resolve("freshet.yaml"));
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebPorts ports = new WebPorts(new WebPort(busy.getLocalPort()), WebPort.free());
            try (ChildProcess service = Program.service(module, file, BUS, ports).start()) {
                assertThat(service.awaitExit(SOON)).as(service.output()).isEqualTo(1);
                assertThat(service.output())
                        .contains(
                                " cannot start: port %d of 127.0.0.1 cannot be had; stop what listens there or choose another with http.port"
                                        .formatted(busy.getLocalPort()));
            }
        }
    }
}
