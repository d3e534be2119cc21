package io.freshet.lake.manifest;

/** A commit that would take something into the lake twice, or name an object that is taken. */
public final class ManifestConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence for operators
     */
    public ManifestConflictException(String message) {
        super(message);
    }
}
