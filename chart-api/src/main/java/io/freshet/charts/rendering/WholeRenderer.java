package io.freshet.charts.rendering;

import io.freshet.charts.summary.Absence;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Renders a chart while everything that it is made of is held, and else says why not. */
final class WholeRenderer implements ChartRenderer {

    private final List<Supplier<Optional<Absence>>> parts;
    private final ChartRenderer renderer;
    private Optional<Absence> absence = Optional.empty();
    private Rendering refused;

    /**
     * @param parts of each part that the chart is made of, why it is not held
     * @param renderer draws it
     */
    WholeRenderer(List<Supplier<Optional<Absence>>> parts, ChartRenderer renderer) {
        this.parts = List.copyOf(parts);
        this.renderer = renderer;
    }

    @Override
    public Rendering render() {
        Optional<Absence> now = parts.stream().flatMap(part -> part.get().stream()).findFirst();
        if (!now.equals(absence)) {
            absence = now;
            refused = now.map(RefusedRendering::new).orElse(null);
        }
        return absence.isPresent() ? refused : renderer.render();
    }
}
