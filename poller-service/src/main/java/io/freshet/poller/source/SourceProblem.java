package io.freshet.poller.source;

import io.freshet.events.SourceState;
import java.util.Optional;

/** A source cannot be read, and why, in a sentence for the person who can do something about it. */
public final class SourceProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SourceState state;
    private final boolean tooSlow;
    private final String ofTable;
    private final boolean ofGoneTable;

    /**
     * @param state {@link SourceState#UNREACHABLE}, {@link SourceState#DRIFTED}, {@link
     *     SourceState#RESTRICTED}, or {@link SourceState#CATCHING_UP} where it will pass
     */
    public SourceProblem(SourceState state, String sentence, Throwable cause) {
        this(state, sentence, cause, false, null, false);
    }

    private SourceProblem(
            SourceState state,
            String sentence,
            Throwable cause,
            boolean tooSlow,
            String ofTable,
            boolean ofGoneTable) {
        super(sentence, cause);
        this.state = state;
        this.tooSlow = tooSlow;
        this.ofTable = ofTable;
        this.ofGoneTable = ofGoneTable;
    }

    /** What was asked for takes the source longer than it may. */
    public static SourceProblem tooSlow(String sentence, Throwable cause) {
        return new SourceProblem(SourceState.UNREACHABLE, sentence, cause, true, null, false);
    }

    /**
     * The same, as a problem of the table that was asked for: others of the source can be read, by
     * the same connection.
     *
     * @param publicly what is wrong with it, in a sentence that names tables and columns, and no
     *     server, role or value
     */
    public SourceProblem ofTable(String publicly) {
        return new SourceProblem(state, getMessage(), getCause(), tooSlow, publicly, false);
    }

    /** What is wrong with the table that was asked for; empty where it is not that table alone. */
    public Optional<String> ofTable() {
        return Optional.ofNullable(ofTable);
    }

    /** The same, where what is wrong with the table is that there is none. */
    public SourceProblem ofGoneTable() {
        return new SourceProblem(state, getMessage(), getCause(), tooSlow, ofTable, true);
    }

    /** Whether the source has no such table. */
    public boolean isOfGoneTable() {
        return ofGoneTable;
    }

    /** Whether something failed in such a way that asking for less might succeed. */
    public static boolean isTooSlow(Throwable error) {
        return error instanceof SourceProblem problem && problem.isTooSlow();
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
