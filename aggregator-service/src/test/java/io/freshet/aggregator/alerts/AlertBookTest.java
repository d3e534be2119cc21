package io.freshet.aggregator.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.AlertKind;
import io.freshet.runtime.alerts.AlertMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A beginning and an end are told at once; what goes on, or comes and goes, once per interval. */
class AlertBookTest {

    private static final AlertCondition DRIFT =
            new AlertCondition(AlertKind.DRIFT, "alb", "table responses has no column escs");
    private static final AlertCondition STALE =
            new AlertCondition(AlertKind.STALE_SOURCE, "bra", "it is unreachable");
    private static final AlertCondition READ =
            new AlertCondition(AlertKind.COMPLETION, "alb", "all of its tables are read");

    private final AlertBook book = new AlertBook(Duration.ofMinutes(15));
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private List<AlertEntry> known = List.of();

    /** What is told at a time at which that is so. */
    private String at(int minute, AlertCondition... conditions) {
        now = Instant.parse("2026-11-26T12:00:00Z").plus(Duration.ofMinutes(minute));
        known = book.after(known, List.of(conditions), now);
        Optional<AlertMessage> message = book.message(known, now);
        if (message.isPresent()) {
            known = book.told(known, now);
        }
        return message.map(AlertMessage::subject).orElse("");
    }

    @Test
    void aBeginningIsToldAtOnceAndOnce() {
        assertThat(at(0)).isEmpty();
        assertThat(at(1, DRIFT)).isEqualTo("Freshet: alb drifted");
        assertThat(at(2, DRIFT)).isEmpty();
        assertThat(at(15, DRIFT)).isEmpty();
    }

    @Test
    void whatGoesOnIsToldOncePerInterval() {
        at(0, DRIFT);

        assertThat(at(15, DRIFT)).isEqualTo("Freshet: alb drifted");
        assertThat(at(16, DRIFT)).isEmpty();
        assertThat(at(30, DRIFT)).isEqualTo("Freshet: alb drifted");
    }

    @Test
    void theEndIsToldAtOnceAndOnce() {
        at(0, DRIFT);

        assertThat(at(1)).isEqualTo("Freshet: alb no longer drifted");
        assertThat(at(2)).isEmpty();
        assertThat(at(40)).isEmpty();
        assertThat(known).isEmpty();
    }

    @Test
    void whatComesAndGoesIsToldOfTwiceAndThenWhenTheIntervalIsOver() {
        at(0, DRIFT);
        at(1);

        assertThat(at(2, DRIFT)).isEmpty();
        assertThat(at(3)).isEmpty();
        assertThat(at(4, DRIFT)).isEmpty();
        assertThat(at(15, DRIFT)).isEqualTo("Freshet: alb drifted");
        assertThat(at(16)).isEqualTo("Freshet: alb no longer drifted");
    }

    @Test
    void whatWasOverBeforeItWasToldIsNeverTold() {
        known = book.after(known, List.of(DRIFT), now);

        assertThat(at(1)).isEmpty();
        assertThat(known).isEmpty();
    }

    @Test
    void aMessageThatWasNotTakenIsDueAgain() {
        known = book.after(known, List.of(DRIFT), now);
        assertThat(book.message(known, now)).isPresent();

        assertThat(at(1, DRIFT)).isEqualTo("Freshet: alb drifted");
    }

    @Test
    void oneMessageTellsOfAllThatIsDue() {
        at(0, DRIFT);
        now = now.plusSeconds(3_600);
        known = book.after(known, List.of(STALE), now);

        AlertMessage message = book.message(known, now).orElseThrow();

        assertThat(message.subject()).isEqualTo("Freshet: alb no longer drifted and 1 more");
        assertThat(message.text())
                .startsWith(
                        "New:\n* bra stale, since 2026-11-26T13:00:00Z: it is unreachable\n\n"
                                + "Over:\n* alb no longer drifted, since 2026-11-26T13:00:00Z: ")
                .contains("docs/operations.md");
    }

    @Test
    void whatHappensHasNoEndAndIsNotToldAgain() {
        assertThat(at(0, READ)).isEqualTo("Freshet: alb read completely");
        assertThat(at(20, READ)).isEmpty();
        assertThat(at(21)).isEmpty();
        assertThat(at(22, READ)).isEqualTo("Freshet: alb read completely");
    }

    @Test
    void aThousandAlertsAreOneMessageOfBoundedSize() {
        AlertCondition[] many = new AlertCondition[1_000];
        for (int index = 0; index < many.length; index++) {
            many[index] = new AlertCondition(AlertKind.STALE_SOURCE, "s" + index, "it is stale");
        }
        known = book.after(known, List.of(many), now);

        AlertMessage message = book.message(known, now).orElseThrow();

        assertThat(message.subject()).isEqualTo("Freshet: s0 stale and 999 more");
        assertThat(message.text()).hasSizeLessThanOrEqualTo(8_000).contains("… and more");
    }
}
