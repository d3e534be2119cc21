package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.GroupKey;
import java.util.List;

/** Which groups, or rows, requests choose by values of theirs. */
final class ChosenParts {

    private ChosenParts() {}

    /** Whether one with these parts is chosen; one without a value of what is chosen by is not. */
    static boolean include(List<Object> parts, Selection.Choices choices) {
        return choices.choices().entrySet().stream()
                .allMatch(
                        choice -> {
                            Object part = parts.get(choice.getKey());
                            return part != null
                                    && choice.getValue().stream()
                                            .anyMatch(range -> isWithin(part, range));
                        });
    }

    /** Whether a value is in a range. */
    static boolean isWithin(Object part, Selection.Range range) {
        return (range.from() == null || GroupKey.PARTS.compare(range.from(), part) <= 0)
                && (range.to() == null || GroupKey.PARTS.compare(part, range.to()) <= 0);
    }
}
