package io.freshet.launcher.init.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Whatever a database calls something, YAML has it as that text. */
class YamlTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "true",
                "No",
                "null",
                "1st",
                "-",
                "a: b",
                "a #b",
                "\"",
                "\\",
                "a\nb",
                "'",
                "日本",
                "[x]",
                "{y}",
                "*z",
                "&z",
                "!z",
                "%",
                "@",
                "a, b",
                " ",
                "",
                "sum(a)",
                "\u2028",
                "a.b",
                "12",
                "1e3",
                "0x1",
                "=",
                "~",
                "2026-01-01",
                "x y",
                "😀",
                "\u0000",
                "?",
                "<<"
            })
    void aTextIsReadAsItself(String text) {
        assertThat(new Yaml().<Map<String, Object>>load("{k: " + YamlText.of(text) + "}"))
                .containsEntry("k", text);
        assertThat(new Yaml().<Map<String, Object>>load(YamlText.of(text) + ": v"))
                .containsEntry(text, "v");
        assertThat(new Yaml().<Map<String, Object>>load("k: " + YamlText.sentence(text)))
                .containsEntry("k", text);
    }

    @Test
    void aCommentStaysOnItsLineAndEnds() {
        assertThat(YamlText.comment("one\r\n two\u2028three\u0085four"))
                .isEqualTo("one two three four");
        assertThat(YamlText.comment("x".repeat(5_000))).hasSizeLessThan(210);
    }
}
