package io.freshet.poller.document;

/** A place of documents does not answer as it should, and what to do, for people. */
final class PlaceException extends Exception {

    private static final long serialVersionUID = 1L;

    PlaceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
