package io.freshet.poller.publish;

/** An epoch cannot go on, and why, in a sentence; the source is opened again. */
public final class EpochFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EpochFailure(String sentence) {
        super(sentence);
    }

    public EpochFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
