package io.freshet.charts.rendering;

import io.freshet.charts.summary.GroupFigures;
import io.freshet.charts.summary.Summary;
import io.freshet.pipeline.ChartShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders a chart with an object per group; groups that did not change are not rendered again. */
public final class GroupsRenderer implements ChartRenderer {

    private record Known(GroupFigures figures, Optional<RenderedGroup> rendered) {}

    private final ChartShape.Groups shape;
    private final Summary<String> summary;
    private final Comparator<RenderedGroup> order;
    private final int variants;
    private final Map<String, Known> groups = new HashMap<>();
    private long revision = -1;
    private Rendering last;

    /**
     * @param shape how the chart is built
     * @param summary what it is made of
     * @param variants how many filtered bodies of one rendering are kept
     */
    public GroupsRenderer(ChartShape.Groups shape, Summary<String> summary, int variants) {
        this.shape = shape;
        this.summary = summary;
        this.order = RenderedGroup.order(shape.order());
        this.variants = variants;
    }

    @Override
    public Rendering render() {
        if (revision != summary.revision()) {
            revision = summary.revision();
            last = new GroupsRendering(sorted(), variants);
        }
        return last;
    }

    private List<RenderedGroup> sorted() {
        List<RenderedGroup> present = new ArrayList<>();
        summary.totals().forEach((group, figures) -> known(group, figures).ifPresent(present::add));
        present.sort(order);
        return List.copyOf(present);
    }

    private Optional<RenderedGroup> known(String group, GroupFigures figures) {
        Known known = groups.get(group);
        if (known == null || !known.figures.equals(figures)) {
            known = new Known(figures, render(group, figures));
            groups.put(group, known);
        }
        return known.rendered;
    }

    private Optional<RenderedGroup> render(String group, GroupFigures figures) {
        if (figures.rows() == 0) {
            return Optional.empty();
        }
        TemplateRenderer renderer = new TemplateRenderer(group, figures);
        byte[] json = renderer.render(shape.each());
        return renderer.complete()
                ? Optional.of(
                        new RenderedGroup(group, shape.order().by().flatMap(figures::exact), json))
                : Optional.empty();
    }
}
