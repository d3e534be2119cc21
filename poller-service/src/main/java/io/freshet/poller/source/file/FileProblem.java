package io.freshet.poller.source.file;

/** Says why a file cannot be read as a definition wants it, and what to do. */
public final class FileProblem extends Exception {

    private static final long serialVersionUID = 1L;

    FileProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    FileProblem(String sentence) {
        this(sentence, null);
    }
}
