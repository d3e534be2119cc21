package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.Absence;
import java.util.Optional;

/**
 * A chart as it was by a former definition.
 *
 * @param former draws it
 * @param anyRequest whether it has the parameters of the chart that will be; else it answers
 *     requests without parameters alone
 */
public record FormerRendering(Rendering former, boolean anyRequest) implements Rendering {

    private static final String NO_PARAMETERS =
            "The chart is being made of the rows that are held, as its definition is a new one. Until"
                    + " then it is shown as it was, to requests without parameters.";

    @Override
    public Body body(Selection selection) {
        return former.body(selection);
    }

    @Override
    public String state() {
        return former.state().isEmpty() ? Absence.FORMER : former.state();
    }

    @Override
    public Optional<String> refusal(Selection selection) {
        return anyRequest || selection.equals(Selection.ALL)
                ? former.refusal(selection)
                : Optional.of(NO_PARAMETERS);
    }
}
