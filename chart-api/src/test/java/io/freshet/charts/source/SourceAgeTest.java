package io.freshet.charts.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAgeTest {

    private static final long READ = 1_000_000_000_000L;

    private static SourceAge age(long asOf, long heardAt, SourceState state) {
        return new SourceAge("AA", "AA", 1, asOf, 0, READ - 5_000, heardAt, state);
    }

    @ParameterizedTest(name = "{0} ms old meets level {1}")
    @CsvSource({
        "0, 3",
        "999, 3",
        "1000, 2",
        "59999, 2",
        "60000, 1",
        "3599999, 1",
        "3600000, 0",
        "-50, 3"
    })
    void theLevelIsThatOfTheAge(long millis, int level) {
        SourceAge age = age(READ, READ, SourceState.LIVE);

        assertThat(age.level(READ + millis)).isEqualTo(level);
        assertThat(age.age(READ + millis)).isEqualTo(Math.max(0, millis));
    }

    @Test
    void aSourceThatWasNeverReadMeetsNoLevelAndAgesFromItsRegistration() {
        SourceAge age = age(0, READ, SourceState.CATCHING_UP);

        assertThat(age.level(READ)).isZero();
        assertThat(age.age(READ)).isEqualTo(5_000);
        assertThat(age.status(READ)).isEqualTo("catching-up");
    }

    @Test
    void silenceIsStale() {
        assertThat(age(READ, READ, SourceState.UNREACHABLE).status(READ + 10_000))
                .isEqualTo("unreachable");
        assertThat(age(READ, READ, SourceState.UNREACHABLE).status(READ + 10_001))
                .isEqualTo("stale");
    }

    @Test
    void isProvenAsOfTheLastProof() {
        assertThat(proven(0, 1, READ).provenAge(READ)).isEmpty();
        assertThat(proven(READ - 3_900, 1, READ).provenAge(READ)).hasValue(3_900);
        assertThat(proven(READ + 10, 1, READ).provenAge(READ)).hasValue(0);
    }

    private static SourceAge proven(long provenAt, long rows, long registeredAt) {
        return new SourceAge(
                "AA", "AA", rows, READ, provenAt, registeredAt, READ, SourceState.LIVE);
    }

    @Test
    void aLiveSourceOfWhichNothingNewArrivesIsStale() {
        long now = READ + 10_001;

        assertThat(age(READ, now, SourceState.LIVE).status(now)).isEqualTo("stale");
        assertThat(age(READ, now, SourceState.CATCHING_UP).status(now)).isEqualTo("catching-up");
    }
}
