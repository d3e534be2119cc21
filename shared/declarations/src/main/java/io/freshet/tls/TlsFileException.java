package io.freshet.tls;

/** A file for an encrypted connection cannot be used; the text says which, and what to do. */
public final class TlsFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TlsFileException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
