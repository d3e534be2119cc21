package io.freshet.charts.refresh;

import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.settings.ChartLimits;
import io.freshet.charts.source.Sources;
import io.freshet.charts.time.ChartTime;
import io.freshet.charts.warehouse.AppliedNotice;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Goes on with the traces of changes that are still to be shown: each gets a span for the refresh
 * that shows it, with what reading the warehouse and rendering took of it. Not thread-safe: belongs
 * to the thread that refreshes.
 */
@Singleton
final class RefreshTraces {

    private final Tracing tracing;
    private final ShownTraces shown;
    private final Clock clock;
    private final Deque<AppliedNotice> pending = new ArrayDeque<>();
    private long began;
    private long read;

    @Inject
    RefreshTraces(Tracing tracing, ShownTraces shown, @ChartTime Clock clock) {
        this.tracing = tracing;
        this.shown = shown;
        this.clock = clock;
    }

    /** Takes note of changes that are still to be shown. */
    void expect(List<AppliedNotice> notices) {
        if (!tracing.isOn()) {
            return;
        }
        for (AppliedNotice notice : notices) {
            if (!notice.trace().isEmpty()) {
                if (pending.size() == ChartLimits.PENDING_NOTICES) {
                    pending.removeFirst();
                }
                pending.addLast(notice);
            }
        }
    }

    /** The warehouse is asked. */
    void asked() {
        began = now();
    }

    /** The warehouse has answered; what it said is about to be rendered. */
    void answered() {
        read = now();
    }

    /**
     * What was rendered is shown.
     *
     * @param versions per source, the version that is shown
     */
    void shown(Map<Integer, Long> versions, Sources sources) {
        for (Iterator<AppliedNotice> rest = pending.iterator(); rest.hasNext(); ) {
            AppliedNotice notice = rest.next();
            if (notice.version() <= versions.getOrDefault(notice.source(), 0L)) {
                rest.remove();
                String name = sources.nameOf(notice.source());
                if (name != null) {
                    show(notice, name, sources.pipelineOf(notice.source()));
                }
            }
        }
    }

    private void show(AppliedNotice notice, String source, String pipeline) {
        long now = now();
        Traced refresh =
                tracing.goOn("refresh", SpanKind.CONSUMER, notice.trace(), began)
                        .with("freshet.source.name", source)
                        .with("freshet.pipeline", pipeline)
                        .with("freshet.version", notice.version());
        refresh.child("read", SpanKind.CLIENT, began)
                .with("db.system.name", "postgresql")
                .end(read);
        refresh.child("render", SpanKind.INTERNAL, read).end(now);
        refresh.end(now);
        shown.show(pipeline, refresh.parent());
    }

    private long now() {
        return tracing.isOn() ? ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()) : 0;
    }
}
