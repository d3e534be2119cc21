package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import java.util.List;
import java.util.function.Predicate;

/** A chart with an object per group. */
final class GroupsRendering implements Rendering {

    private final List<RenderedGroup> groups;
    private final Body all;
    private final Variants variants;

    /**
     * @param groups the groups in their order
     * @param variants how many filtered bodies are kept
     */
    GroupsRendering(List<RenderedGroup> groups, int variants) {
        this.groups = groups;
        this.all = join(group -> true);
        this.variants = new Variants(variants);
    }

    @Override
    public Body body(Selection selection) {
        if (selection instanceof Selection.Codes codes) {
            Predicate<RenderedGroup> chosen = group -> codes.codes().contains(group.code());
            // a list longer than there are groups is not worth the memory
            return codes.codes().size() > groups.size()
                    ? join(chosen)
                    : variants.get(selection, () -> join(chosen));
        }
        return all;
    }

    private Body join(Predicate<RenderedGroup> chosen) {
        Datasets datasets = new Datasets();
        for (RenderedGroup group : groups) {
            if (chosen.test(group)) {
                datasets.add(group.json());
            }
        }
        return datasets.toBody();
    }
}
