package io.freshet.poller.warehouse;

/** Another poller owns the source, or may by now. */
public final class LeaseLostException extends Exception {

    private static final long serialVersionUID = 1L;

    LeaseLostException(String source) {
        super("source %s is not owned by this poller any more".formatted(source));
    }
}
