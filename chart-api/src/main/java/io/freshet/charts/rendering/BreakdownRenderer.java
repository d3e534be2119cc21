package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupKey;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.Breakdown;
import io.freshet.pipeline.ChartWhere;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Renders a chart of figures: when its data changes, and when a period begins. What is shown to who
 * chooses nothing is kept added up; for others the groups of the summaries are, too.
 */
final class BreakdownRenderer implements ChartRenderer {

    private final Breakdown shape;
    private final Summary<GroupKey> summary;
    private final Map<String, Summary<GroupKey>> counted;
    private final Clock clock;
    private final int variants;
    private final GroupFold shown;
    private final Optional<GroupFold> chosenFrom;
    private long revision = -1;
    private String begun = "";
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param dimensions by how many things its summary is grouped
     * @param summary what it is made of
     * @param counted by column, the summary that counts its values
     * @param variants how many other bodies of one rendering are kept
     */
    BreakdownRenderer(
            Breakdown shape,
            int dimensions,
            Summary<GroupKey> summary,
            Map<String, Summary<GroupKey>> counted,
            Clock clock,
            int variants) {
        this.shape = shape;
        this.summary = summary;
        this.counted = counted;
        this.clock = clock;
        this.variants = variants;
        this.shown = new GroupFold(summary, counted, shape.places());
        this.chosenFrom =
                shape.parameters().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new GroupFold(
                                        summary,
                                        counted,
                                        IntStream.range(0, dimensions).toArray()));
    }

    @Override
    public Rendering render() {
        long now =
                summary.revision() + counted.values().stream().mapToLong(Summary::revision).sum();
        Instant instant = clock.instant();
        String running = running(instant);
        if (!begun.equals(running)) {
            begun = running;
            shown.choose(BreakdownRendering.counted(shape, instant));
            last = null;
        }
        if (last == null || revision != now) {
            revision = now;
            last =
                    new BreakdownRendering(
                            shape,
                            shown.groups(),
                            chosenFrom.map(GroupFold::groups),
                            instant,
                            variants);
        }
        return last;
    }

    /** Differs wherever the clock alone makes the chart another one. */
    private String running(Instant now) {
        return shape.last().map(window -> window.calendar().begun(now, 0)).orElse("-")
                + shape.where()
                        .filter(ChartWhere::moves)
                        .map(where -> " " + where.today(now))
                        .orElse("");
    }
}
