package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import io.freshet.charts.summary.Absence;
import java.util.Optional;

/**
 * A chart that has no answer at present.
 *
 * @param absence why
 */
record RefusedRendering(Absence absence) implements Rendering {

    /** None. */
    @Override
    public Body body(Selection selection) {
        throw new IllegalStateException(absence.reason());
    }

    @Override
    public Optional<String> refusal(Selection selection) {
        return Optional.of(absence.reason());
    }

    @Override
    public String state() {
        return absence.state();
    }
}
