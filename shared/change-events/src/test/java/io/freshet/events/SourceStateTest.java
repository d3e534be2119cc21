package io.freshet.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceStateTest {

    @ParameterizedTest
    @EnumSource(SourceState.class)
    void isFoundByItsWord(SourceState state) {
        assertThat(SourceState.of(state.text())).isEqualTo(state);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "LIVE", "rehearsing"})
    void isReadAsCatchingUpWhereTheWordIsNotKnown(String word) {
        assertThat(SourceState.of(word)).isEqualTo(SourceState.CATCHING_UP);
    }

    @Test
    void ofANewerPollerLeavesTheRestOfItsMessageReadable() throws Exception {
        String message =
                "[{\"source\":\"alb\",\"fence\":7,\"sequence\":1,\"asOf\":5,\"state\":\"rehearsing\"},"
                        + "{\"source\":\"arg\",\"fence\":7,\"sequence\":1,\"asOf\":5,\"state\":\"live\"}]";

        assertThat(SourceStatusCodec.decode(message.getBytes(UTF_8)))
                .extracting(SourceStatus::state)
                .containsExactly(SourceState.CATCHING_UP, SourceState.LIVE);
    }
}
