package io.freshet.launcher.standin;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.BrokerUrl;
import io.freshet.configuration.FreshetConfig;
import io.freshet.embedded.PrivateFiles;
import io.freshet.launcher.configured.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How commands find the embedded servers of a running {@code up}. */
class StandInFileTest {

    private static final Map<String, String> SERVERS =
            Map.of("FRESHET_BROKER_URL", "amqp://freshet@127.0.0.1:20001");

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadUntilItIsDeleted() throws Exception {
        Path servers = folder.resolve(".freshet");
        PrivateFiles.makeFolder(servers);
        assertThat(StandInFile.read(servers)).isEmpty();

        StandInFile.write(servers, SERVERS);

        assertThat(StandInFile.read(servers)).isEqualTo(SERVERS);
        assertThat(Files.getPosixFilePermissions(servers))
                .containsOnly(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
        assertThat(Files.getPosixFilePermissions(servers.resolve("servers")))
                .containsOnly(OWNER_READ, OWNER_WRITE);
        StandInFile.delete(servers);
        assertThat(StandInFile.read(servers)).isEmpty();
    }

    @Test
    void theBrokerIsTheOneThatIsNamedOrElseTheOneThatRuns() throws Exception {
        Path file = Files.writeString(folder.resolve("freshet.yaml"), "http: {port: 8080}\n");
        assertThat(CompleteConfiguration.running(file).broker()).isEmpty();

        PrivateFiles.makeFolder(folder.resolve(".freshet"));
        StandInFile.write(folder.resolve(".freshet"), SERVERS);
        assertThat(CompleteConfiguration.running(file).broker())
                .map(BrokerUrl::port)
                .contains(20001);

        Files.writeString(file, "broker: {url: \"amqp://h:5\"}\n");
        assertThat(CompleteConfiguration.running(file).broker()).map(BrokerUrl::port).contains(5);
    }

    @Test
    void whatIsNamedIsTakenAsItIsNothingIsReadAgainAndNothingIsStarted() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("freshet.yaml"),
                        """
                        broker: {url: "amqp://h:5"}
                        warehouse: {url: "postgresql://u@h/w"}
                        """);

        FreshetConfig named = ConfigurationFile.read(file);
        Files.delete(file);

        try (CompleteConfiguration complete = CompleteConfiguration.start(named, file)) {
            assertThat(complete.config().broker()).map(BrokerUrl::port).contains(5);
            assertThat(complete.notes()).isEmpty();
            assertThat(complete.instead()).isEmpty();
            assertThat(complete.variables()).isEmpty();
        }
        assertThat(folder.resolve(".freshet")).doesNotExist();
    }
}
