package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "W/\"a\"", "*", "\"b\", \"a\"", "\"b\",W/\"a\"", " \"a\" "})
    void namesWhatIsAtHand(String header) {
        assertThat(EntityTags.matches(header, "\"a\"")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "\"b\"", "a", "\"A\"", "w/\"a\"", ",", "\"aa\""})
    void namesSomethingElse(String header) {
        assertThat(EntityTags.matches(header, "\"a\"")).isFalse();
    }
}
