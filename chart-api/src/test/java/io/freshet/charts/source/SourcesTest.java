package io.freshet.charts.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.events.SourceState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourcesTest {

    private static final long NOW = 1_800_000_000_000L;

    private final Sources sources = new Sources();

    @BeforeEach
    void register() {
        sources.register(List.of(source(1, "one", "AA"), source(2, "two", "BB")));
    }

    private static SourceRegistration source(int id, String name, String area) {
        return new SourceRegistration(
                id, name, "sales", Map.of("area", area), Instant.ofEpochMilli(NOW - 60_000));
    }

    /** A word said at a moment, of the source as it was then. */
    private void heard(String source, long fence, long sequence, long millis) {
        sources.heard(
                source, new Reading(fence, sequence, millis * 1_000, 0, SourceState.LIVE), millis);
    }

    private long asOf(String source) {
        return sources.ages("sales", "area", id -> 0).stream()
                .filter(age -> age.label().equals(source))
                .findFirst()
                .orElseThrow()
                .asOf();
    }

    @Test
    void aReadingCountsOnceItsPositionIsApplied() {
        heard("one", 1, 5, NOW);
        heard("one", 1, 6, NOW + 100);
        assertThat(asOf("AA")).isZero();

        sources.applied(1, 1, 5);
        assertThat(asOf("AA")).isEqualTo(NOW);

        sources.applied(1, 1, 9);
        assertThat(asOf("AA")).isEqualTo(NOW + 100);
    }

    @Test
    void aReadingOfWhatIsAppliedCountsAtOnceAndNeverBackwards() {
        sources.applied(1, 1, 5);

        heard("one", 1, 5, NOW);
        assertThat(asOf("AA")).isEqualTo(NOW);

        heard("one", 1, 5, NOW + 100);
        assertThat(asOf("AA")).isEqualTo(NOW + 100);

        heard("one", 1, 4, NOW + 50);
        assertThat(asOf("AA")).isEqualTo(NOW + 100);
    }

    @Test
    void aProofCountsTogetherWithItsReadingAndOutlivesItsPoller() {
        proven(1, 5, NOW, NOW - 3_000);
        assertThat(provenAt()).isZero();

        sources.applied(1, 1, 5);
        assertThat(provenAt()).isEqualTo(NOW - 3_000);

        proven(1, 5, NOW, NOW - 2_000);
        assertThat(provenAt()).isEqualTo(NOW - 2_000);

        proven(1, 6, NOW + 100, NOW - 1_000);
        assertThat(provenAt()).isEqualTo(NOW - 2_000);

        // its successor has proven nothing yet
        sources.applied(1, 2, 0);
        proven(2, 0, NOW + 200, 0);
        assertThat(asOf("AA")).isEqualTo(NOW + 200);
        assertThat(provenAt()).isEqualTo(NOW - 2_000);
    }

    private void proven(long fence, long sequence, long millis, long provenAt) {
        Reading reading =
                new Reading(
                        fence, sequence, millis * 1_000, provenAt * 1_000, SourceState.DIVERGING);
        sources.heard("one", reading, millis);
    }

    private long provenAt() {
        return sources.ages("sales", "area", id -> 0).get(0).provenAt();
    }

    @Test
    void theWordOfAFormerOwnerIsVoid() {
        heard("one", 1, 9, NOW + 100);
        heard("one", 2, 1, NOW);

        sources.applied(1, 2, 1);

        assertThat(asOf("AA")).isEqualTo(NOW);
        heard("one", 1, 1, NOW + 200);
        assertThat(asOf("AA")).isEqualTo(NOW);
    }

    @Test
    void howeverFarTheWarehouseIsBehindTheAgeIsNotLost() {
        for (int i = 1; i <= 10_000; i++) {
            heard("one", 1, i, NOW + i);
        }

        sources.applied(1, 1, 9_000);

        assertThat(asOf("AA")).isBetween(NOW + 1, NOW + 9_000);
        sources.applied(1, 1, 10_000);
        assertThat(asOf("AA")).isEqualTo(NOW + 10_000);
    }

    @Test
    void aPipelineIsAsOldAsTheOldestOfItsSources() {
        sources.applied(1, 1, 1);
        sources.applied(2, 1, 1);
        assertThat(sources.asOf("sales")).isZero();

        heard("one", 1, 1, NOW);
        assertThat(sources.asOf("sales")).isZero();

        heard("two", 1, 1, NOW + 100);
        assertThat(sources.asOf("sales")).isEqualTo(NOW);
        assertThat(sources.asOf("other")).isZero();
    }

    @Test
    void anAuditIsToldBesideWhatElseTakesLongAndNoLongerThanItGoesOn() {
        sources.audited(Map.of(1, 37));
        assertThat(progress()).containsExactly("audit, 37 %", "");

        sources.toGo(Map.of(1, 1L));
        assertThat(progress())
                .containsExactly(
                        "one part of changed charts to go, from rows that are held; audit, 37 %",
                        "");

        sources.toGo(Map.of());
        sources.audited(Map.of(3, 1));
        assertThat(progress()).containsExactly("", "");
    }

    private List<String> progress() {
        return sources.ages("sales", "area", id -> 0).stream().map(SourceAge::progress).toList();
    }

    @Test
    void sourcesThatShareALabelAreShownByTheirNames() {
        sources.register(
                List.of(source(1, "one", "AA"), source(2, "two", "AA"), source(3, "AA", "CC")));

        assertThat(sources.ages("sales", "area", id -> id))
                .extracting(SourceAge::label, SourceAge::code, SourceAge::rows)
                .containsExactly(
                        tuple("CC", "CC", 3L), tuple("one", "AA", 1L), tuple("two", "AA", 2L));
    }

    @Test
    void aSourceThatIsNotRegisteredAnyMoreIsForgotten() {
        sources.applied(2, 1, 1);
        heard("two", 1, 1, NOW);

        sources.register(List.of(source(1, "one", "AA")));
        heard("two", 1, 1, NOW);

        assertThat(sources.ages("sales", "area", id -> 0)).hasSize(1);
        assertThat(sources.nameOf(2)).isNull();
        assertThat(sources.nameOf(1)).isEqualTo("one");
    }
}
