package io.freshet.charts.rendering;

import io.freshet.charts.summary.Absence;
import io.freshet.charts.summary.Summary;
import java.util.List;
import java.util.Optional;

/** Renders a chart while everything that it is made of is held, and else says why not. */
final class WholeRenderer implements ChartRenderer {

    private final List<Summary<?>> parts;
    private final ChartRenderer renderer;
    private Optional<Absence> absence = Optional.empty();
    private Rendering refused;

    /**
     * @param parts what the chart is made of
     * @param renderer draws it
     */
    WholeRenderer(List<Summary<?>> parts, ChartRenderer renderer) {
        this.parts = List.copyOf(parts);
        this.renderer = renderer;
    }

    @Override
    public Rendering render() {
        Optional<Absence> now = parts.stream().flatMap(part -> part.absence().stream()).findFirst();
        if (!now.equals(absence)) {
            absence = now;
            refused = now.map(RefusedRendering::new).orElse(null);
        }
        return absence.isPresent() ? refused : renderer.render();
    }
}
