package io.freshet.charts.rendering;

import io.freshet.charts.request.Selection;
import java.util.Optional;

/**
 * A chart that has no answer at present.
 *
 * @param reason why, in a sentence for people
 */
record RefusedRendering(String reason) implements Rendering {

    /** None. */
    @Override
    public Body body(Selection selection) {
        throw new IllegalStateException(reason);
    }

    @Override
    public Optional<String> refusal(Selection selection) {
        return Optional.of(reason);
    }
}
