package io.freshet.testkit.rights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Administers the real RabbitMQ of this machine by rabbitmqctl. Blocks. */
public final class RabbitControl {

    private static final int LIMIT_SECONDS = 30;

    private RabbitControl() {}

    /** A text as a binary of Erlang. */
    public static String binary(String text) {
        return "<<\"" + text.replace("\\", "\\\\") + "\">>";
    }

    /** What an expression of Erlang gives there; empty where rabbitmqctl cannot be run. */
    public static String evaluate(String expression) {
        try {
            Process process =
                    new ProcessBuilder("rabbitmqctl", "-q", "eval", expression)
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) ? said.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
