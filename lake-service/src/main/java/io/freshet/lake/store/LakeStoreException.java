package io.freshet.lake.store;

/** The lake's store did not do as it was told. The text says which object, and what to look at. */
public final class LakeStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence for operators
     */
    public LakeStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
