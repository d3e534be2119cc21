package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.GroupFigures;
import io.freshet.pipeline.Template;

/**
 * A chart without variants.
 *
 * @param body its one body
 */
record FixedRendering(Body body) implements Rendering {

    static FixedRendering total(Template template, GroupFigures total) {
        return new FixedRendering(new Body(new TemplateRenderer(null, total).render(template)));
    }

    @Override
    public Body body(Selection selection) {
        return body;
    }
}
