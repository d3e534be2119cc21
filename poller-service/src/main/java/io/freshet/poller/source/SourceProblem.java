package io.freshet.poller.source;

import io.freshet.events.SourceState;

/** A source cannot be read, and why, in a sentence for the person who can do something about it. */
public final class SourceProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SourceState state;
    private final boolean tooSlow;

    /**
     * @param state {@link SourceState#UNREACHABLE}, {@link SourceState#DRIFTED}, {@link
     *     SourceState#RESTRICTED}, or {@link SourceState#CATCHING_UP} where it will pass
     */
    public SourceProblem(SourceState state, String sentence, Throwable cause) {
        this(state, sentence, cause, false);
    }

    private SourceProblem(SourceState state, String sentence, Throwable cause, boolean tooSlow) {
        super(sentence, cause);
        this.state = state;
        this.tooSlow = tooSlow;
    }

    /** What was asked for takes the source longer than it may. */
    public static SourceProblem tooSlow(String sentence, Throwable cause) {
        return new SourceProblem(SourceState.UNREACHABLE, sentence, cause, true);
    }

    /** Whether asking for less might succeed. */
    public boolean isTooSlow() {
        return tooSlow;
    }

    /** How the source stands because of it. */
    public SourceState state() {
        return state;
    }
}
