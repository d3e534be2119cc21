package io.freshet.aggregator.intake;

/** An event is for another warehouse than this one, or does not say for which. */
public final class ForeignChangeException extends Exception {

    private static final long serialVersionUID = 1L;

    ForeignChangeException(String sentence) {
        super(sentence);
    }
}
