package io.freshet.lake.journal;

/** The warehouse did not do as it was told. */
public final class LakeJournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence for operators
     */
    public LakeJournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
