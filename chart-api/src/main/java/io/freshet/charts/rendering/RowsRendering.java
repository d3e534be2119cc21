package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.GroupKey;
import io.freshet.pipeline.RowList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A chart of rows as it is at one moment: a list of flat objects. */
final class RowsRendering implements Rendering {

    private final RowList shape;
    private final List<GroupKey> rows;
    private final boolean complete;
    private final PresentParts present;
    private final Variants<Map<Integer, BitSet>> variants;
    private final Body all;

    /**
     * @param rows the rows in order, of each combination of what can be chosen by as many as are
     *     shown
     * @param complete whether that is so; else they are the first of all
     * @param variants how many other bodies are kept
     */
    RowsRendering(RowList shape, List<GroupKey> rows, boolean complete, int variants) {
        this.shape = shape;
        this.rows = rows;
        this.complete = complete;
        this.present = new PresentParts(this::parts);
        this.variants = new Variants<>(variants);
        this.all = render(row -> true);
    }

    private List<Object> parts(int place) {
        return List.copyOf(
                rows.stream()
                        .map(row -> row.parts().get(place))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(() -> new TreeSet<>(GroupKey.PARTS))));
    }

    @Override
    public Optional<String> refusal(Selection selection) {
        return complete || !(selection instanceof Selection.Choices)
                ? Optional.empty()
                : Optional.of(
                        "The table has more different values of what can be chosen by than are held; ask without parameters.");
    }

    @Override
    public Body body(Selection selection) {
        if (!(selection instanceof Selection.Choices choices)) {
            return all;
        }
        refusal(selection)
                .ifPresent(
                        reason -> {
                            throw new IllegalStateException(reason);
                        });
        return variants.get(
                present.chosen(choices),
                () -> render(row -> ChosenParts.include(row.parts(), choices)));
    }

    private Body render(Predicate<GroupKey> chosen) {
        return new Body(
                Json.bytes(
                        json -> {
                            json.writeStartArray();
                            for (GroupKey row :
                                    rows.stream().filter(chosen).limit(shape.limit()).toList()) {
                                json.writeStartObject();
                                for (int i = 0; i < shape.cells().size(); i++) {
                                    RowList.Cell cell = shape.cells().get(i);
                                    json.writeFieldName(cell.name());
                                    Json.write(row.parts().get(i), cell.kind(), json);
                                }
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                        }));
    }
}
