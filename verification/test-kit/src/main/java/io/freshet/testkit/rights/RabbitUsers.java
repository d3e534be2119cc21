package io.freshet.testkit.rights;

import static io.freshet.testkit.RabbitControl.binary;

import io.freshet.testkit.RabbitControl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
    private final UnaryOperator<String> evaluate;

    /** Of the RabbitMQ of this machine. */
    RabbitUsers(List<String> printed) {
        this(printed, RabbitControl::evaluate);
    }

    /**
     * @param printed commands, among other lines
     * @param evaluate gives what an expression of Erlang gives at the node
     */
    RabbitUsers(List<String> printed, UnaryOperator<String> evaluate) {
        this.evaluate = evaluate;
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
        return !users.isEmpty() && evaluate.apply(text + "ok.").equals("ok");
    }

    /** Takes them away from the RabbitMQ of this machine. */
    void delete() {
        RabbitControl.evaluate(deletion() + "ok.");
    }

    /** The beginning of an expression that takes them away. */
    String deletion() {
        StringBuilder text = new StringBuilder();
        users.forEach(
                user ->
                        text.append(
                                "rabbit_auth_backend_internal:delete_user(%s, %s),"
                                        .formatted(binary(user.group(2)), BY)));
        return text.toString();
    }
}
