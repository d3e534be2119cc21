package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTextTest {

    @ParameterizedTest
    @CsvSource({
        "UTF8, c3a9, é",
        "SQL_ASCII, c3a9, é",
        "LATIN1, e9, é",
        "LATIN5, fe, ş",
        "LATIN9, a4, €",
        "LATIN10, aa, Ș",
        "ISO_8859_5, e4, ф",
        "WIN1252, 80, €",
        "WIN1251, f4, ф",
        "WIN866, e4, ф",
        "WIN874, a1, ก",
        "KOI8R, c6, ф",
        "KOI8U, a7, ї",
        "EUC_JP, a4a2, あ",
        "EUC_KR, b0a1, 가",
        "EUC_CN, b0a1, 啊",
        "EUC_TW, c4a1, 一",
        "MULE_INTERNAL, 61, a"
    })
    void readsWhatIsTextInTheServersEncoding(String encoding, String hex, String text) {
        assertThat(new ServerText(encoding).read(hex)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"UTF8, 61e9", "SQL_ASCII, e9", "WIN1252, 81", "EUC_JP, a4", "MULE_INTERNAL, 8130"})
    void givesTheBytesOfWhatIsNone(String encoding, String hex) {
        assertThat(new ServerText(encoding).read(hex)).isEqualTo("\0\\x" + hex);
    }

    @Test
    void nothingIsNothing() {
        assertThat(new ServerText("UTF8").read(null)).isNull();
        assertThat(new ServerText("UTF8").read("")).isEmpty();
    }
}
