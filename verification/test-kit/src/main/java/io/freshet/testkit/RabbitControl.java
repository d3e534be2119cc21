package io.freshet.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return evaluate(List.of("rabbitmqctl"), Map.of(), expression);
    }

    /**
     * What an expression of Erlang gives at another node.
     *
     * @param command the program and the options that name the node
     * @param environment variables that it needs
     */
    public static String evaluate(
            List<String> command, Map<String, String> environment, String expression) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("-q", "eval", expression));
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
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
