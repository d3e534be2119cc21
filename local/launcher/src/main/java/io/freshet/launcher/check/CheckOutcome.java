package io.freshet.launcher.check;

/** What a look at something that the configuration names has brought. */
sealed interface CheckOutcome {

    /** What was found, or why not and what to do; a sentence for people. */
    String text();

    /** The same, with where it happened before its sentence. */
    default CheckOutcome in(String place) {
        if (this instanceof Silent silent) {
            return new Silent(place + ": " + silent.text());
        }
        return this instanceof Wrong wrong ? new Wrong(place + ": " + wrong.text()) : this;
    }

    /** All is as it must be. */
    record Well(String text) implements CheckOutcome {}

    /** It does not answer for now: worth another look. */
    record Silent(String text) implements CheckOutcome {}

    /** It answers, or is named, in a way that will not do before somebody changes something. */
    record Wrong(String text) implements CheckOutcome {}
}
