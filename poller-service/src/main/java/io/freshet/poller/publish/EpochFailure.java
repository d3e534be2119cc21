package io.freshet.poller.publish;

/** An epoch cannot go on, and why, in a sentence; the source is opened again. */
public final class EpochFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean early;

    public EpochFailure(String sentence) {
        this(sentence, null, false);
    }

    public EpochFailure(String sentence, Throwable cause) {
        this(sentence, cause, false);
    }

    private EpochFailure(String sentence, Throwable cause, boolean early) {
        super(sentence, cause);
        this.early = early;
    }

    /** One where nothing need be wrong: it was waited for a short time only, and will be longer. */
    public static EpochFailure early(String sentence) {
        return new EpochFailure(sentence, null, true);
    }

    /** Whether nothing need be wrong. */
    public boolean isEarly() {
        return early;
    }
}
