package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.request.Selection;
import io.freshet.charts.source.Reading;
import io.freshet.charts.source.SourceRegistration;
import io.freshet.charts.source.Sources;
import io.freshet.events.SourceState;
import io.freshet.events.TableStatus;
import io.freshet.pipeline.ChartShape;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How old charts are whose tables are set aside, and what is said of it. */
class TablesAsideAgeTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void aTableThatIsSetAsideIsSaidWithItsAgeAndChartsOfItAreAsOldAsThat() {
        Sources sources = new Sources();
        Instant now = clock.instant();
        long micros = now.toEpochMilli() * 1_000;
        sources.register(
                List.of(new SourceRegistration(1, "one", "sales", Map.of("area", "AA"), now)));
        sources.applied(1, 1, 1);
        TableStatus items =
                new TableStatus("items", SourceState.DRIFTED, "no column x", micros - 90_000_000);
        TableStatus parts = new TableStatus("parts", SourceState.UNREACHABLE, "no right", 0);
        sources.heard(
                1,
                new Reading(1, 1, micros, 0, SourceState.LIVE, "", List.of(items, parts)),
                now.toEpochMilli());

        assertThat(
                        text(
                                new FreshnessRenderer(
                                                "sales",
                                                new ChartShape.Freshness(
                                                        "area", "rows", Optional.empty()),
                                                source -> 3,
                                                sources,
                                                clock,
                                                10)
                                        .render()))
                .endsWith(
                        """
                        "status":"live","tables":[{"table":"items","ageSeconds":90,"status":"drifted","detail":"no column x"},{"table":"parts","ageSeconds":null,"status":"unreachable","detail":"no right"}]}]}"""
                                .strip());
        assertThat(sources.asOf("sales", Set.of("orders"))).isEqualTo(now.toEpochMilli());
        assertThat(sources.asOf("sales", Set.of("orders", "items")))
                .isEqualTo(now.toEpochMilli() - 90_000);
        assertThat(sources.asOf("sales", Set.of("parts"))).isZero();

        // another poller takes over, and does not know up to when it was read
        sources.heard(
                1,
                new Reading(
                        2,
                        0,
                        0,
                        0,
                        SourceState.LIVE,
                        "",
                        List.of(new TableStatus("items", SourceState.DRIFTED, "no column x", 0))),
                now.toEpochMilli());

        assertThat(sources.asOf("sales", Set.of("items"))).isEqualTo(now.toEpochMilli() - 90_000);
    }

    private static String text(Rendering rendering) {
        return rendering.body(Selection.ALL).content().toString();
    }
}
