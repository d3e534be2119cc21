package io.freshet.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz",
        "Windows 11, amd64, postgres-windows-x86_64.txz",
        "Windows 11, aarch64, postgres-windows-x86_64.txz"
    })
    void knowsTheArchiveOfEveryPlatformThatHasOne(String name, String arch, String archive) {
        assertThat(Platform.of(name, arch).archive()).isEqualTo(archive);
    }

    @Test
    void saysWhatToDoOnAPlatformThatHasNone() {
        assertThatThrownBy(() -> Platform.of("Linux", "riscv64"))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("riscv64")
                .hasMessageContaining("./freshet up");
    }
}
