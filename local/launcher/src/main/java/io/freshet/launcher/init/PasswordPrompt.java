package io.freshet.launcher.init;

import java.io.Console;
import java.util.Optional;

/** Asks a person for a password. */
@FunctionalInterface
public interface PasswordPrompt {

    /**
     * Asks; blocks until it is typed.
     *
     * @param question what to ask
     * @return empty where nobody can be asked
     */
    Optional<String> ask(String question);

    /** Asks at the terminal, without showing what is typed. */
    // Newer Javas always have a console; where nobody types it ends at once.
    @SuppressWarnings("SystemConsoleNull")
    static Optional<String> atTerminal(String question) {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s ", question);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
}
