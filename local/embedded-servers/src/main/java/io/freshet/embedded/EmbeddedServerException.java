package io.freshet.embedded;

/**
 * An embedded server could not be started, or could not be stopped. The message says what happened,
 * where, and what to do about it, so that it can be shown to a user as it is.
 */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Reason {
        /** Another program listens on the port that was asked for. */
        PORT_BUSY,
        /** Another running Freshet uses the data folder, or something that cannot be stopped. */
        DATA_FOLDER_IN_USE,
        /** The server's binaries could not be unpacked. */
        CANNOT_EXTRACT,
        /** Too little space is left where the data folder lies. */
        NO_DISK,
        /** There are no binaries for this operating system, or it forbids what they need. */
        UNSUPPORTED_PLATFORM,
        /** The server itself refused to start; the message carries the end of its log. */
        START_FAILED,
        /** The server did not end in time and may still run. */
        STOP_FAILED
    }

    private final Reason reason;

    /** Creates one with a message for the user; {@code cause} may be null. */
    public EmbeddedServerException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Creates one with a message for the user. */
    public EmbeddedServerException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** What stood in the way. */
    public Reason reason() {
        return reason;
    }
}
