package io.freshet.commandline;

/** A command was called wrongly; the message says how, in one line. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
