package io.freshet.poller.source;

import io.freshet.events.SourceState;

/** A source cannot be read, and why, in a sentence for the person who can do something about it. */
public final class SourceProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SourceState state;

    /**
     * @param state {@link SourceState#UNREACHABLE} or {@link SourceState#DRIFTED}
     */
    public SourceProblem(SourceState state, String sentence, Throwable cause) {
        super(sentence, cause);
        this.state = state;
    }

    /** How the source stands because of it. */
    public SourceState state() {
        return state;
    }
}
