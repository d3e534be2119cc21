package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    @Test
    void isReadAnewWhereItIsChanged(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fra"), "old\n");
        Secret secret =
                new ConfigurationReader(Map.of())
                        .read(
                                "freshet.yaml",
                                new StringReader(
                                        """
                                        sources:
                                          - {name: fra, url: "postgresql://h/d", username: u, password-file: fra}
                                        """),
                                folder)
                        .sources()
                        .get(0)
                        .password();

        Files.writeString(file, "new\n");
        assertThat(secret.value()).isEqualTo("new");
        Files.delete(file);
        assertThat(secret.value()).as("of a file that is being replaced").isEqualTo("old");
        assertThat(secret).hasToString("(hidden)");
    }
}
