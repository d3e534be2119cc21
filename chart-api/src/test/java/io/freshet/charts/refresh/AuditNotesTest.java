package io.freshet.charts.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.source.Sources;
import io.freshet.charts.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditNotesTest {

    private final TestClock clock = new TestClock(RefreshTrial.START);
    private final Sources sources = new Sources();
    private final List<String> log = new ArrayList<>();
    private final AuditNotes notes = new AuditNotes(clock, log::add);

    @BeforeEach
    void register() {
        sources.register(List.of(PlayedSession.source(RefreshTrial.FRA, "fra")));
    }

    private void after(Duration time, Map<Integer, Integer> percents) {
        clock.set(clock.instant().plus(time));
        notes.take(percents, sources);
    }

    @Test
    void beginStepsAndEndAreNotedAndNothingInBetween() {
        after(Duration.ZERO, Map.of());
        after(Duration.ofSeconds(1), Map.of(RefreshTrial.FRA, 0));
        after(Duration.ofSeconds(1), Map.of(RefreshTrial.FRA, 3));
        after(Duration.ofSeconds(9), Map.of(RefreshTrial.FRA, 37));
        after(Duration.ofSeconds(1), Map.of(RefreshTrial.FRA, 40));
        after(Duration.ofSeconds(1), Map.of());
        after(Duration.ofSeconds(60), Map.of());

        assertThat(log)
                .containsExactly(
                        "an audit of pisa/fra goes on, 0 % is compared",
                        "the audit of pisa/fra has compared 37 %",
                        "the audit of pisa/fra has ended");
    }

    @Test
    void sourcesThatAreNotDeclaredArePassedOver() {
        after(Duration.ZERO, Map.of(77, 10));
        after(Duration.ZERO, Map.of());

        assertThat(log).isEmpty();
    }
}
