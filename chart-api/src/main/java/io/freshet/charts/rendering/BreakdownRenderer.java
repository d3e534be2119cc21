package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Breakdown;
import io.freshet.pipeline.ChartWhere;
import java.time.Clock;
import java.util.Map;

/** Renders a chart of figures: when its data changes, and when a period begins. */
final class BreakdownRenderer implements ChartRenderer {

    private final Breakdown shape;
    private final Summary<GroupKey> summary;
    private final Map<String, Summary<GroupKey>> counted;
    private final Clock clock;
    private final int variants;
    private long revision = -1;
    private String begun = "";
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param summary what it is made of
     * @param counted by column, the summary that counts its values
     * @param variants how many other bodies of one rendering are kept
     */
    BreakdownRenderer(
            Breakdown shape,
            Summary<GroupKey> summary,
            Map<String, Summary<GroupKey>> counted,
            Clock clock,
            int variants) {
        this.shape = shape;
        this.summary = summary;
        this.counted = counted;
        this.clock = clock;
        this.variants = variants;
    }

    @Override
    public Rendering render() {
        long now =
                summary.revision() + counted.values().stream().mapToLong(Summary::revision).sum();
        String running = running();
        if (last == null || revision != now || !begun.equals(running)) {
            revision = now;
            begun = running;
            last =
                    new BreakdownRendering(
                            shape, FoldedGroups.copy(summary, counted), clock.instant(), variants);
        }
        return last;
    }

    /** Differs wherever the clock alone makes the chart another one. */
    private String running() {
        return shape.last().map(window -> window.calendar().begun(clock.instant(), 0)).orElse("")
                + shape.where()
                        .filter(ChartWhere::moves)
                        .map(where -> " " + where.today(clock.instant()))
                        .orElse("");
    }
}
