package io.freshet.charts.rendering;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.charts.rendering.FoldedGroups.State;
import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.GroupKey;
import io.freshet.pipeline.Breakdown;
import io.freshet.pipeline.ChartWhere;
import io.freshet.pipeline.Formula;
import io.freshet.pipeline.Fraction;
import io.freshet.pipeline.GroupState;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;

/** A chart of figures as it is at one moment: a list of flat objects. */
final class BreakdownRendering implements Rendering {

    private final Breakdown shape;
    private final FoldedGroups groups;
    private final Instant now;
    private final Optional<FoldedGroups> chosenFrom;
    private final PresentParts present;
    private final Variants<Map<Integer, BitSet>> variants;
    private final Body all;

    /** A group that is shown. */
    private record Shown(List<Object> labels, List<Optional<Object>> figures) {

        Object field(int place) {
            return place < labels.size()
                    ? labels.get(place)
                    : figures.get(place - labels.size()).orElse(null);
        }
    }

    private record Place(GroupState group, State all, List<GroupState> upToHere)
            implements Formula.Place {}

    /**
     * @param groups what is shown where nothing is chosen
     * @param chosenFrom the groups of the chart's summaries, where requests choose some of them
     * @param now in which periods time is
     * @param variants how many other bodies are kept
     */
    BreakdownRendering(
            Breakdown shape,
            FoldedGroups groups,
            Optional<FoldedGroups> chosenFrom,
            Instant now,
            int variants) {
        this.shape = shape;
        this.groups = groups;
        this.chosenFrom = chosenFrom;
        this.now = now;
        this.present = new PresentParts(place -> chosenFrom.orElse(groups).parts(place));
        this.variants = new Variants<>(variants);
        this.all = render(groups.all());
    }

    @Override
    public Body body(Selection selection) {
        return selection instanceof Selection.Choices choices && chosenFrom.isPresent()
                ? variants.get(
                        present.chosen(choices), () -> render(choices, chosenFrom.orElseThrow()))
                : all;
    }

    private Body render(Selection.Choices choices, FoldedGroups from) {
        Predicate<GroupKey> chosen = key -> ChosenParts.include(key.parts(), choices);
        return render(from.by(chosen.and(counted(shape, now)), shape.places()));
    }

    private Body render(NavigableMap<GroupKey, State> present) {
        shape.last().filter(Breakdown.Window::empty).ifPresent(last -> fill(present, last));
        List<Shown> shown = shown(present);
        return new Body(
                Json.bytes(
                        json -> {
                            json.writeStartArray();
                            for (Shown group : shown) {
                                write(group, json);
                            }
                            json.writeEndArray();
                        }));
    }

    /** Which groups of a chart's summaries count at a moment. */
    static Predicate<GroupKey> counted(Breakdown shape, Instant now) {
        return window(shape, now).and(where(shape, now));
    }

    /** Adds the periods that have no rows. */
    private void fill(NavigableMap<GroupKey, State> present, Breakdown.Window window) {
        for (int before = 0; before < window.periods(); before++) {
            present.computeIfAbsent(
                    new GroupKey(List.of(window.calendar().begun(now, before))),
                    key -> groups.together(List.of()));
        }
    }

    private static Predicate<GroupKey> window(Breakdown shape, Instant now) {
        if (shape.last().isEmpty()) {
            return key -> true;
        }
        Breakdown.Window window = shape.last().get();
        int place = shape.by().get(window.label()).place();
        String first = window.calendar().begun(now, window.periods() - 1);
        String last = window.calendar().begun(now, 0);
        Selection.Range range = new Selection.Range(first, last);
        return key -> {
            Object part = key.parts().get(place);
            return part != null && ChosenParts.isWithin(part, range);
        };
    }

    private static Predicate<GroupKey> where(Breakdown shape, Instant now) {
        if (shape.where().isEmpty()) {
            return key -> true;
        }
        ChartWhere where = shape.where().get();
        LocalDate today = where.today(now);
        return key -> where.counts(key.parts(), today, GroupKey.PARTS);
    }

    private List<Shown> shown(NavigableMap<GroupKey, State> present) {
        State total = groups.together(present.values());
        if (shape.by().isEmpty()) {
            return List.of(shown(List.of(), new Place(total, total, List.of(total))));
        }
        List<Shown> shown = new ArrayList<>();
        List<State> states = new ArrayList<>(present.values());
        List<GroupKey> keys = new ArrayList<>(present.keySet());
        for (int i = 0; i < keys.size(); i++) {
            shown.add(
                    shown(
                            keys.get(i).parts(),
                            new Place(
                                    states.get(i),
                                    total,
                                    Collections.unmodifiableList(states.subList(0, i + 1)))));
        }
        List<Integer> order = order(shown);
        int limit = Math.min(shape.limit().orElse(order.size()), order.size());
        List<Shown> first = new ArrayList<>();
        order.subList(0, limit).forEach(i -> first.add(shown.get(i)));
        if (shape.rest().isPresent() && limit < order.size()) {
            State rest =
                    groups.together(
                            order.subList(limit, order.size()).stream().map(states::get).toList());
            List<Object> labels = new ArrayList<>(Collections.nCopies(shape.by().size(), null));
            labels.set(0, shape.rest().get());
            first.add(shown(labels, new Place(rest, total, List.of(rest))));
        }
        return first;
    }

    private Shown shown(List<Object> labels, Place place) {
        List<Optional<Object>> figures = new ArrayList<>();
        for (Breakdown.Figure figure : shape.figures()) {
            figures.add(figure.formula().shown(place));
        }
        return new Shown(labels, figures);
    }

    // They are in ascending order of group already, and sorting keeps that where ranks tie.
    private List<Integer> order(List<Shown> shown) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            order.add(i);
        }
        for (int rank = shape.order().size() - 1; rank >= 0; rank--) {
            Breakdown.Rank by = shape.order().get(rank);
            order.sort(
                    Comparator.comparing(
                            i -> shown.get(i).field(by.field()), fields(by.descending())));
        }
        return order;
    }

    /** Missing ones come last whatever the direction. */
    private static Comparator<Object> fields(boolean descending) {
        Comparator<Object> ascending =
                (left, right) ->
                        left instanceof Fraction number && right instanceof Fraction other
                                ? number.compareTo(other)
                                : GroupKey.PARTS.compare(left, right);
        return Comparator.nullsLast(descending ? ascending.reversed() : ascending);
    }

    private void write(Shown group, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < group.labels.size(); i++) {
            json.writeFieldName(shape.by().get(i).name());
            Json.write(group.labels.get(i), shape.by().get(i).dimension().kind(), json);
        }
        for (int i = 0; i < group.figures.size(); i++) {
            json.writeFieldName(shape.figures().get(i).name());
            Object figure = group.figures.get(i).orElse(null);
            if (figure instanceof Fraction number) {
                json.writeNumber(Json.plain(number.shown()));
            } else {
                Json.write(figure, shape.figures().get(i).formula().kind(), json);
            }
        }
        json.writeEndObject();
    }
}
