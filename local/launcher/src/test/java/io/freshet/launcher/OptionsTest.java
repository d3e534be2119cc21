package io.freshet.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void readsValuesAndFlags() {
        Options options = parse("--rate", "12.5", "--port=9090", "--fresh");

        assertThat(options.number("--rate", 0, 100, 50)).isEqualTo(12.5);
        assertThat(options.text("--port")).contains("9090");
        assertThat(options.has("--fresh")).isTrue();
        assertThat(parse().number("--rate", 0, 100, 50)).isEqualTo(50);
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertComplaint(
                "demo: unknown option --speed; known: --fresh, --port, --rate", "--speed", "1");
        assertComplaint("demo: --rate needs a value", "--rate");
        assertComplaint(
                "demo: unknown option --fresh=1; known: --fresh, --port, --rate", "--fresh=1");
        assertThatThrownBy(() -> parse("--rate", "fast").number("--rate", 0, 100, 50))
                .isInstanceOf(UsageException.class)
                .hasMessage("demo: --rate must be a number from 0 to 100, not fast");
        assertThatThrownBy(() -> parse().required("--port")).hasMessage("demo: --port is needed");
    }

    private static void assertComplaint(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    private static Options parse(String... arguments) {
        return Options.parse(
                "demo", List.of(arguments), Set.of("--rate", "--port"), Set.of("--fresh"));
    }
}
