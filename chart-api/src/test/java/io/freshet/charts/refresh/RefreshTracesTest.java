package io.freshet.charts.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.source.SourceRegistration;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.TestClock;
import io.freshet.charts.warehouse.AppliedNotice;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How traces of changes go on until charts show them. */
class RefreshTracesTest {

    private static final int FRA = 7;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String APPLY = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final TraceReceiver receiver = TraceReceiver.start();
    private final Tracing tracing = Tracing.of(receiver.url(), 1, "chart-api");
    private final ShownTraces shown = new ShownTraces();
    private final RefreshTraces traces = new RefreshTraces(tracing, shown, clock);
    private final Sources sources = new Sources();

    @BeforeEach
    void register() {
        sources.register(
                List.of(new SourceRegistration(FRA, "fra", "pisa", Map.of(), Instant.EPOCH)));
        traces.expect(List.of(new AppliedNotice(FRA, 3, 0, APPLY)));
    }

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private ReceivedSpan received(String name) {
        tracing.close(TraceReceiver.SOON);
        return receiver.trace(TRACE).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellWhichRefreshShowedAChangeAndWhatTookItsTime() {
        traces.asked();
        clock.set(clock.instant().plusMillis(4));
        traces.answered();
        clock.set(clock.instant().plusMillis(2));
        traces.shown(Map.of(FRA, 3L), sources);

        ReceivedSpan refresh = received("refresh");
        assertThat(refresh.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(refresh.attributes())
                .containsEntry("freshet.source.name", "fra")
                .containsEntry("freshet.pipeline", "pisa")
                .containsEntry("freshet.version", "3");
        assertThat(refresh.end() - refresh.start()).isEqualTo(6_000_000);
        assertThat(received("read").parent()).isEqualTo(refresh.id());
        assertThat(received("read").end() - received("read").start()).isEqualTo(4_000_000);
        assertThat(received("render").start()).isEqualTo(received("read").end());
        assertThat(shown.takeUnserved("pisa")).contains(refresh.id());
    }

    @Test
    void waitUntilTheVersionIsShown() {
        traces.asked();
        traces.answered();
        traces.shown(Map.of(FRA, 2L), sources);

        assertThat(shown.takeUnserved("pisa")).isEmpty();
    }

    @Test
    void areTakenByTheFirstWhoServesThePipelineOnly() {
        traces.asked();
        traces.answered();
        traces.shown(Map.of(FRA, 4L), sources);

        assertThat(shown.takeUnserved("totesys")).isEmpty();
        assertThat(shown.takeUnserved("pisa")).contains(TRACE);
        assertThat(shown.takeUnserved("pisa")).isEmpty();
    }
}
