package io.freshet.yaml;

/** Something was declared wrongly. The message is for users: where, which key, what to do. */
public final class DeclarationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeclarationException(Location location, String key, String message) {
        super(location + ": " + key + ": " + message);
    }

    public DeclarationException(String message, Throwable cause) {
        super(message, cause);
    }
}
