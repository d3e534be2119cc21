package io.freshet.launcher.check;

import io.freshet.yaml.DeclarationProblem;
import java.util.Optional;

/**
 * A line of a check.
 *
 * @param state how it is
 * @param what what was looked at
 * @param text what was found, or what is wrong and what to do
 * @param problem where in a file it is wrong, if it is something that was declared
 */
record CheckFinding(State state, String what, String text, Optional<DeclarationProblem> problem) {

    /** How something is. */
    enum State {
        /** As it must be. */
        OK("ok"),
        /** Not as it must be. */
        FAILED("FAILED"),
        /** Well enough, and might be better; or good to know. */
        NOTE("note");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As it is printed. */
        String word() {
            return word;
        }
    }
}
