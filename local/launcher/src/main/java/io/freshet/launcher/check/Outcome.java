package io.freshet.launcher.check;

/** What a look at something that the configuration names has brought. */
sealed interface Outcome {

    /** What was found, or why not and what to do; a sentence for people. */
    String text();

    /** All is as it must be. */
    record Well(String text) implements Outcome {}

    /** It does not answer for now: worth another look. */
    record Silent(String text) implements Outcome {}

    /** It answers, or is named, in a way that will not do before somebody changes something. */
    record Wrong(String text) implements Outcome {}

    /** Prints it as the line of a check; true if all is well. */
    default boolean report(String what) {
        if (this instanceof Well) {
            Report.well(what, text());
            return true;
        }
        Report.failed(what, text());
        return false;
    }
}
