package io.freshet.testkit.rights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The users of RabbitMQ that printed commands make, made by one call of rabbitmqctl: each start of
 * it takes a second.
 */
final class RabbitUsers {

    private static final Pattern PERMISSIONS =
            Pattern.compile("rabbitmqctl set_permissions -p '(.+)' '(.+)' '(.+)' '(.+)' '(.+)'");
    private static final String MADE =
            """
            case rabbit_auth_backend_internal:lookup_user(%1$s) of
              {ok, _} -> ok;
              _ -> rabbit_auth_backend_internal:add_user(%1$s, %2$s, %3$s)
            end,
            rabbit_auth_backend_internal:set_permissions(%1$s, %4$s, %5$s, %6$s, %7$s, %3$s),
            """;
    private static final String BY = binary("test");

    private final List<Matcher> users = new ArrayList<>();

    /**
     * @param printed commands, among other lines
     */
    RabbitUsers(List<String> printed) {
        for (String line : printed) {
            Matcher matcher = PERMISSIONS.matcher(line);
            if (matcher.matches()) {
                users.add(matcher);
            }
        }
    }

    /** Makes those that are missing, and gives all their rights; false without rabbitmqctl. */
    boolean make(String password) {
        StringBuilder text = new StringBuilder();
        for (Matcher user : users) {
            text.append(
                    MADE.formatted(
                            binary(user.group(2)),
                            binary(password),
                            BY,
                            binary(user.group(1)),
                            binary(user.group(3)),
                            binary(user.group(4)),
                            binary(user.group(5))));
        }
        return !users.isEmpty() && evaluate(text + "ok.").equals("ok");
    }

    /** Takes them away. */
    void delete() {
        StringBuilder text = new StringBuilder();
        users.forEach(
                user ->
                        text.append(
                                "rabbit_auth_backend_internal:delete_user(%s, %s),"
                                        .formatted(binary(user.group(2)), BY)));
        evaluate(text + "ok.");
    }

    private static String binary(String text) {
        return "<<\"" + text.replace("\\", "\\\\") + "\">>";
    }

    private static String evaluate(String expression) {
        try {
            Process process =
                    new ProcessBuilder("rabbitmqctl", "-q", "eval", expression)
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(30, TimeUnit.SECONDS) ? said.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
