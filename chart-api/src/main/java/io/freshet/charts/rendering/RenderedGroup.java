package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.pipeline.ChartShape.Order;
import io.freshet.pipeline.Fraction;
import java.util.Comparator;
import java.util.Optional;

/** A group as it appears in a chart. Never altered. */
final class RenderedGroup {

    private final String group;
    private final String code;
    private final Optional<Fraction> rank;
    private final byte[] json;

    /**
     * @param group the group's text
     * @param rank the exact number that its place depends on, if any
     * @param json its object
     */
    RenderedGroup(String group, Optional<Fraction> rank, byte[] json) {
        this.group = group;
        this.code = Selection.codeOf(group);
        this.rank = rank;
        this.json = json;
    }

    /** The group as filters name it. */
    String code() {
        return code;
    }

    byte[] json() {
        return json;
    }

    /** The order of a chart's groups; those without a rank come last, ties are by group. */
    static Comparator<RenderedGroup> order(Order order) {
        Comparator<RenderedGroup> byGroup =
                Comparator.comparing((RenderedGroup group) -> group.group);
        if (order.by().isEmpty()) {
            return order.descending() ? byGroup.reversed() : byGroup;
        }
        Comparator<Fraction> byRank =
                order.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.<RenderedGroup, Fraction>comparing(
                        group -> group.rank.orElse(null), Comparator.nullsLast(byRank))
                .thenComparing(byGroup);
    }
}
