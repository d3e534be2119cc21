package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** A chart with an object per group. */
final class GroupsRendering implements Rendering {

    private final List<RenderedGroup> groups;
    private final Body all;
    private final PresentCodes codes;
    private final Variants<BitSet> variants;

    /**
     * @param groups the groups in their order
     * @param variants how many filtered bodies are kept
     */
    GroupsRendering(List<RenderedGroup> groups, int variants) {
        this.groups = groups;
        this.all = join(group -> true);
        this.codes = new PresentCodes(groups.stream().map(RenderedGroup::code).toList());
        this.variants = new Variants<>(variants);
    }

    @Override
    public Body body(Selection selection) {
        if (!(selection instanceof Selection.Codes chosen)) {
            return all;
        }
        BitSet selected = codes.selected(chosen);
        return selected.equals(codes.all())
                ? all
                : variants.get(
                        selected, () -> join(group -> chosen.codes().contains(group.code())));
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
