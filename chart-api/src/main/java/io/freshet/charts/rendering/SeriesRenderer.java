package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.ChartShape;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/** Renders a chart over time: when its data changes, and when time enters the next bucket. */
public final class SeriesRenderer implements ChartRenderer {

    private final ChartShape.TimeSeries shape;
    private final Summary<Long> summary;
    private final long bucketSeconds;
    private final Selection.Hours byDefault;
    private final BooleanSupplier anyData;
    private final Clock clock;
    private final int variants;
    private long revision = -1;
    private long bucket = -1;
    private boolean empty;
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param summary what it is made of: buckets by their start, seconds since 1970 UTC
     * @param bucketMinutes width of a bucket
     * @param byDefault what a request without parameters asks for
     * @param anyData whether there ever was any data; before, there is no line
     * @param variants how many other bodies of one rendering are kept
     */
    public SeriesRenderer(
            ChartShape.TimeSeries shape,
            Summary<Long> summary,
            int bucketMinutes,
            Selection.Hours byDefault,
            BooleanSupplier anyData,
            Clock clock,
            int variants) {
        this.shape = shape;
        this.summary = summary;
        this.bucketSeconds = bucketMinutes * 60L;
        this.byDefault = byDefault;
        this.anyData = anyData;
        this.clock = clock;
        this.variants = variants;
    }

    @Override
    public Rendering render() {
        long now = clock.instant().getEpochSecond();
        boolean nowEmpty = !anyData.getAsBoolean();
        if (last == null
                || revision != summary.revision()
                || bucket != now / bucketSeconds
                || empty != nowEmpty) {
            revision = summary.revision();
            bucket = now / bucketSeconds;
            empty = nowEmpty;
            last =
                    empty
                            ? new FixedRendering(new Datasets().toBody())
                            : new SeriesRendering(
                                    shape.id(), now, summary.totals(), byDefault, variants);
        }
        return last;
    }
}
