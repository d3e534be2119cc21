package io.freshet.events;

/** What the tailing of a source is doing. */
public enum SourceState {
    /** Every change is read as it is committed. */
    LIVE("live"),
    /** Rows wait, as in a first read or after an absence, or a proof is overdue. */
    CATCHING_UP("catching-up"),
    /** The source does not answer, or refuses. */
    UNREACHABLE("unreachable"),
    /** The source was emptied or replaced, and what was held of it is being replaced. */
    RESETTING("resetting"),
    /** A table or column that the pipeline needs is gone or has another type. */
    DRIFTED("drifted"),
    /** Rows are hidden from the reader, so that nothing that is read can be trusted to be all. */
    RESTRICTED("restricted"),
    /** A range of keys differs from what is held however often it is read again. */
    DIVERGING("diverging");

    private final String text;

    SourceState(String text) {
        this.text = text;
    }

    /** The word used in events, in tables and in charts. */
    public String text() {
        return text;
    }

    /**
     * The state of that word. A word that this version does not know, as a newer poller may say it,
     * is read as {@link #CATCHING_UP}: whatever it means, not all is well.
     *
     * @param text may be null, which no state is called
     */
    public static SourceState of(String text) {
        for (SourceState state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        return CATCHING_UP;
    }
}
