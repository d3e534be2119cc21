package io.freshet.simulator.replay;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of answers cannot be loaded; the message names the file and what is wrong with it. */
public final class AnswersFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswersFileException(Path path, String problem) {
        super("The answers in %s cannot be loaded: %s".formatted(path, problem));
    }

    AnswersFileException(Path path, Exception cause) {
        super("The answers in %s cannot be read: %s".formatted(path, reason(cause)), cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        Throwable root = cause.getCause() instanceof IOException io ? io : cause;
        return root.getMessage();
    }
}
