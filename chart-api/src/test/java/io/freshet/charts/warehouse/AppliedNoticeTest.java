package io.freshet.charts.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedNoticeTest {

    @Test
    void saysWhichSourcesChangedAndSinceWhen() {
        assertThat(
                        AppliedNotice.parse(
                                "[{\"source\":3,\"version\":12,\"fence\":1,\"sequence\":9,\"rows\":4,"
                                        + "\"since\":1795168800000000},{\"source\":4,\"version\":1}]"))
                .containsExactly(
                        new AppliedNotice(3, 12, 1_795_168_800_000_000L, ""),
                        new AppliedNotice(4, 1, 0, ""));
    }

    @Test
    void mayNameTheSpanThatTheChangeWasAppliedIn() {
        assertThat(AppliedNotice.parse("[{\"source\":3,\"version\":12,\"trace\":\"00-a-b-01\"}]"))
                .containsExactly(new AppliedNotice(3, 12, 0, "00-a-b-01"));
    }

    @Test
    void mayHoldMoreThanThisVersionKnows() {
        assertThat(
                        AppliedNotice.parse(
                                "[{\"more\":{\"source\":9,\"list\":[1]},\"source\":3,\"since\":null,"
                                        + "\"version\":12}]"))
                .containsExactly(new AppliedNotice(3, 12, 0, ""));
        assertThat(AppliedNotice.parse("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mumble", "{\"source\":1}", "[{\"source\":1", "[{\"source\":1e9}"})
    void anythingElseIsNone(String payload) {
        assertThatThrownBy(() -> AppliedNotice.parse(payload))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
